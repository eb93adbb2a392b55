import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumArguments, chromium as pathOfChromium } from '../../.scripts/chromium.mjs'
import { pageHtml } from '../../client/src/placement/page-html.ts'
import type { FromPage, PlacementReport, ToPage } from '../../server/src/protocol.ts'
import { bodyClass, type Theme, themes } from './fixtures/themes.ts'

/** The page of the panel in a plain browser, with a host of ours behind it. */
export interface OpenPage {
  readonly page: Page
  /** Sends what VS Code would send, and waits until it is drawn. */
  tell(message: ToPage | object): Promise<void>
  show(report: PlacementReport, seq?: number): Promise<void>
  /** What the page told its host since the last time it was asked. */
  told(): Promise<readonly FromPage[]>
  /** What the page asked its host to keep. */
  kept(): Promise<unknown>
  picture(name: string): Promise<void>
}

/** A browser for one test file; `close` it in `after`. Every page that breaks its policy or throws makes `close` fail. */
export async function browser() {
  const running: Browser = await chromium.launch({ executablePath: pathOfChromium(), args: chromiumArguments })
  const site = await serve()
  const complaints: string[] = []
  return {
    async open(theme: Theme = 'dark', width = 1000): Promise<OpenPage> {
      const page = await running.newPage({ viewport: { width, height: 970 } })
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
      page.setDefaultTimeout(5000)
      await page.addInitScript('globalThis.__name = (value) => value') // what tsx puts around functions
      await page.addInitScript(fakeHost, { variables: themes[theme], bodyClass: bodyClass(theme) })
      await page.goto(site.address)
      await page.waitForFunction(() => window.told.length > 0)
      return opened(page)
    },
    async close() {
      await running.close()
      site.close()
      assert.deepEqual(complaints, [])
    },
  }
}

declare global {
  interface Window {
    told: FromPage[]
    kept: unknown
  }
}

function opened(page: Page): OpenPage {
  const tell = (message: object) =>
    page.evaluate(async (text) => {
      window.postMessage(JSON.parse(text), '*')
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))
    }, JSON.stringify(message))
  return {
    page,
    tell,
    show: (report, seq = 1) => tell({ v: 1, type: 'snapshot', seq, title: 'web-task.json', report } satisfies ToPage),
    told: () => page.evaluate(() => window.told.splice(0)),
    kept: () => page.evaluate(() => window.kept),
    async picture(name) {
      await page.screenshot({ path: `out/screenshots/panel-${name}.png`, fullPage: true })
    },
  }
}

/** Runs in the page before anything else: what VS Code puts there. Must not use anything from outside. */
function fakeHost({ variables, bodyClass }: { variables: Readonly<Record<string, string>>; bodyClass: string }): void {
  window.told = []
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: FromPage) => window.told.push(message),
      setState: (state: unknown) => {
        window.kept = state
      },
    }),
  })
  document.addEventListener('DOMContentLoaded', () => {
    document.body.className = bodyClass
    for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(`--vscode-${name}`, value)
    document.documentElement.style.setProperty('--vscode-font-family', 'Inter, system-ui, "Segoe UI", "DejaVu Sans", sans-serif')
  })
}

/** Serves the page and its bundle under the policy it has in VS Code. */
async function serve() {
  const server = createServer(({ url = '/' }, response) => {
    const [path] = url.split('?')
    if (path === '/webview.js' || path === '/webview.css') {
      response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/css')
      response.end(readFileSync(`dist${path}`))
    } else {
      response.setHeader('content-type', 'text/html')
      response.end(path === '/' ? pageHtml({ cspSource: address, nonce: 'a1b2c3', script: 'webview.js', style: 'webview.css' }) : '')
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { address, close: () => server.close() }
}
