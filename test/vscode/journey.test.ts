import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { type Browser, chromium, type Frame, type Page } from 'playwright-core'
import { chromiumArguments, chromium as pathOfChromium } from '../../.scripts/chromium.mjs'
import { installExtension, serve, writeUserSettings } from '../../.scripts/host.mjs'

/** What a user does in the first minutes, with the packaged extension in a real VS Code. The pictures go to `out/screenshots`. */
const out = resolve('out', 'journey')
const data = join(out, 'data')
const extensions = join(out, 'extensions')
const workspace = join(out, 'workspace')
const file = 'web.task-definition.json'
const pictures = resolve('out', 'screenshots')

const service = `# syntax=docker/dockerfile:1
FROM node:22-slim
ENV HOME=/srv
WORKDIR $HOME/app
RUN --mount=type=cache,
RUN apt-get update && \\
    # for the health check
    apt-get install --no-install-recommends \\
      curl=8.* \\
    && rm -rf /var/lib/apt/lists/*
USER 1000
`

let browser: Browser
let page: Page
let server: Awaited<ReturnType<typeof serve>>

before(async () => {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(extensions, { recursive: true })
  mkdirSync(pictures, { recursive: true })
  cpSync('test/sample', workspace, { recursive: true })
  writeFileSync(join(workspace, 'service.dockerfile'), service)
  settings('Dark Modern')
  writeUserSettings(data)
  const [vsix] = readdirSync('out').filter((name) => name.endsWith('.vsix'))
  assert.ok(vsix, 'npm run package makes the VSIX')
  await installExtension(resolve('out', vsix), { data, extensions })
  server = await serve({ data, extensions })
  browser = await chromium.launch({ executablePath: pathOfChromium(), args: chromiumArguments })
  page = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
  page.setDefaultTimeout(20_000)
})

after(async () => {
  await browser?.close()
  server?.stop()
})

test('in a folder nobody trusts yet, the file shows its findings; nothing pops up', async () => {
  await page.goto(`${server.address}/?folder=${encodeURI(workspace)}`)
  await page.getByText('Restricted Mode').first().waitFor()
  await openFile(file)
  await page.waitForFunction(() => document.querySelectorAll('.squiggly-error').length >= 3)
  await picture('1-findings-dark')
  assert.equal(await page.locator('.notification-toast').count(), 0)
})

test('hover on a finding says what is wrong, hover on a key what it means', async () => {
  await hover('"enviroment"')
  await page.getByText('did you mean environment').first().waitFor()
  await picture('2-hover-finding')
  await hover('networkMode')
  await page.locator('.monaco-hover').getByText('awsvpc').first().waitFor()
  await picture('3-hover-key')
})

test('completion offers what the key takes', async () => {
  await page.locator('.monaco-editor .view-lines').first().click()
  await line('"networkMode"')
  await page.keyboard.press('End')
  for (let i = 0; i < 'awsvpc",'.length; i++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Control+Space')
  await page.locator('.suggest-widget').getByText('bridge').first().waitFor()
  await picture('4-completion')
  await page.keyboard.press('Escape')
  assert.equal(await page.locator('.squiggly-error').count(), 3)
})

test('fix-all mends what needs no choice, one key the rest', async () => {
  await command('Fix All')
  await page.waitForFunction(() => document.querySelectorAll('.squiggly-error').length === 2)
  await mend('"hostPort"', /Change to 8080/)
  await picture('5-quick-fix')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.querySelectorAll('.squiggly-error').length === 1)
  await mend('"enviroment"', /Change to "environment"/)
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.querySelectorAll('.squiggly-error').length === 0)
})

test('the preview says where the tasks go, and follows an edit of the memory', async () => {
  await command('Bayplan: Preview Placement')
  const panel = await placement()
  await panel
    .getByText(/fits?\./)
    .first()
    .waitFor()
  const verdict = await panel.locator('.verdict').textContent()
  await picture('6-preview-before')
  await line('"memory": "1024"')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  for (let i = 0; i < 4; i++) await page.keyboard.press('Backspace')
  await page.keyboard.type('99000')
  await panel
    .getByText(/short of memory/)
    .first()
    .waitFor()
  assert.notEqual(await panel.locator('.verdict').textContent(), verdict)
  await picture('7-preview-after')
})

test('while the file is broken the last picture stays', async () => {
  await line('"family"')
  await page.keyboard.press('Home')
  await page.keyboard.type('{{{')
  const panel = await placement()
  await page.waitForTimeout(800)
  assert.match((await panel.locator('.verdict').textContent()) ?? '', /memory/)
  await picture('8-preview-broken')
  for (let i = 0; i < 6; i++) await page.keyboard.press('Control+z')
})

test('a manifest has its findings, hover and completion, and its own picture', async () => {
  await openFile('deployment.yaml')
  await page.waitForFunction(() => document.querySelectorAll('.squiggly-error').length >= 3)
  await hover('80800')
  await page.locator('.monaco-hover').getByText('1 to 65535').first().waitFor()
  await picture('10-manifest-findings')
  await line('mountPath', 'deployment.yaml')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Space')
  await page.locator('.suggest-widget').getByText('readOnly', { exact: true }).first().waitFor()
  await picture('11-manifest-completion')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+k')
  await page.keyboard.press('v')
  await page.locator('.tab').getByText('Placement: deployment.yaml').first().waitFor()
  await placement(/All 3 pods fit/)
  await picture('12-manifest-preview')
})

test('a Dockerfile has its findings and hover', async () => {
  await openFile('Dockerfile')
  await page.locator('.squiggly-info, .squiggly-warning').first().waitFor()
  await hover('HEALTHCHECK')
  await page.locator('.monaco-hover').first().waitFor()
  await picture('13-dockerfile')
})

test('mounts are completed, a variable tells its value, and a fix of a RUN over several lines keeps its comments', async () => {
  await openFile('service.dockerfile')
  await line('--mount=type=cache,', 'service.dockerfile')
  await page.keyboard.press('End')
  await page.keyboard.press('Control+Space')
  await page.locator('.suggest-widget').getByText('sharing').first().waitFor()
  await picture('15-dockerfile-mount')
  await page.keyboard.press('Escape')
  await hover('HOME')
  await page.locator('.monaco-hover').getByText('/srv').first().waitFor()
  await picture('16-dockerfile-variable')
  await mend('apt-get install', /^Add -y/, 'service.dockerfile')
  await picture('17-dockerfile-fix')
  await page.keyboard.press('Enter')
  await page
    .locator('.view-line')
    .filter({ hasText: /install.-y/ })
    .first()
    .waitFor()
  assert.ok(
    await page
      .locator('.view-line')
      .filter({ hasText: /#.for.the.health.check/ })
      .first()
      .isVisible(),
  )
  await picture('18-dockerfile-fixed')
})

test('a service is drawn with the task definition it names', async () => {
  await openFile('web.service-definition.json')
  await page.locator('.squiggly-error').first().waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.press('v')
  await page.locator('.tab').getByText('Placement: web.service-definition.json').first().waitFor()
  await placement(/All 6 tasks fit/)
  await picture('14-service-preview')
})

test('the light theme is as good', async () => {
  settings('Light Modern')
  await page.locator('.monaco-workbench.vs').waitFor()
  await page.waitForTimeout(500)
  await picture('9-preview-light')
  assert.equal(await page.locator('.notification-toast').count(), 0)
})

/** Settings of the workspace: they hold in Restricted Mode as far as they are harmless, and a change shows at once. */
function settings(theme: string): void {
  const values = { 'workbench.colorTheme': theme, 'bayplan.clusterModel': 'example.cluster.yaml' }
  writeFileSync(join(workspace, '.vscode', 'settings.json'), JSON.stringify(values))
}

async function openFile(name: string): Promise<void> {
  await page.keyboard.press('Control+p')
  await page.keyboard.type(name)
  await page.locator('.quick-input-list').getByText(name).first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.monaco-editor .view-line').first().waitFor()
}

async function command(title: string): Promise<void> {
  await page.keyboard.press('Control+1')
  await page.keyboard.press('F1')
  await page.keyboard.type(title)
  await page.locator('.quick-input-list').getByText(title).first().waitFor()
  await page.keyboard.press('Enter')
}

/** Puts the cursor on the line of some text. */
async function line(text: string, of = file): Promise<void> {
  const find = () =>
    readFileSync(join(workspace, of), 'utf8')
      .split('\n')
      .findIndex((one) => one.includes(text)) + 1
  let number = find()
  // The editor saves by itself, and a file that is being written is empty for a moment.
  for (let i = 0; i < 20 && number === 0; i++) {
    await page.waitForTimeout(100)
    number = find()
  }
  assert.ok(number > 0, text)
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+g')
  await page.keyboard.type(String(number))
  await page.keyboard.press('Enter')
  await page.locator('#status\\.editor\\.selection').getByText(`Ln ${number},`).waitFor()
}

/** Opens the list of fixes for the finding in the line of some text; a list that comes before the findings of the last edit is asked for again. */
async function mend(text: string, offered: RegExp, of = file): Promise<void> {
  const wanted = page.locator('.action-widget').getByText(offered).first()
  for (let attempt = 1; ; attempt++) {
    await line(text, of)
    await page.keyboard.press('F8')
    await page.locator('.zone-widget').waitFor()
    // What has come up above the editor meanwhile, such as a hover, is closed by the same key.
    for (let i = 0; i < 5 && (await page.locator('.zone-widget').count()) > 0; i++) {
      await page.keyboard.press('Escape')
      await page.waitForTimeout(300)
    }
    await page.locator('.zone-widget').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+.')
    const there = await wanted.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    )
    if (there) return
    assert.ok(attempt < 4, `${offered} is offered for ${text}`)
    await page.keyboard.press('Escape')
  }
}

async function hover(text: string): Promise<void> {
  await page.mouse.move(5, 500)
  await page.waitForTimeout(400)
  await page.locator('.monaco-editor .view-line span span').filter({ hasText: text }).last().hover()
}

async function picture(name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

/** The page inside the panel whose verdict says that. */
async function placement(verdict = /./): Promise<Frame> {
  for (let waited = 0; waited < 200; waited++) {
    for (const frame of page.frames()) {
      const said = await frame
        .locator('.verdict')
        .allTextContents()
        .catch(() => [])
      if (said.some((text) => verdict.test(text))) return frame
    }
    await page.waitForTimeout(100)
  }
  throw new Error(`no panel shows the verdict ${verdict}`)
}
