#!/usr/bin/env node
// Takes the arguments that @vscode/test-electron gives a desktop VS Code and runs the same tests in the browser edition: starts the server,
// opens the workbench in Chromium with the extension and its tests as development payload, prints what they log, ends with their result.
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { chromiumArguments, chromium as pathOfChromium } from '../../.scripts/chromium.mjs'
import { freePort, serve, writeUserSettings } from '../../.scripts/host.mjs'

const options = new Map(
  process.argv.flatMap((argument) => [...argument.matchAll(/^--([\w-]+)=(.*)$/g)].map(([, name, value]) => [name, value])),
)
const folder = resolve(process.argv.slice(2).findLast((argument) => !argument.startsWith('-')) ?? '.')
const data = options.get('user-data-dir') ?? resolve('out', 'vscode', 'data')
const extensions = options.get('extensions-dir') ?? join(data, 'extensions')
const limit = 120_000

/** What the workbench logs and what the tests print come the same way; the first is shown only where something failed. */
const log = []
const resultLine = /^(not )?ok \d+ - |^\d+ passed, /

process.exitCode = await run()

async function run() {
  mkdirSync(extensions, { recursive: true })
  writeUserSettings(data)
  const port = await freePort()
  const server = await serve({ port, data, extensions, flags: ['--enable-smoke-test-driver', '--disable-workspace-trust'] })
  const browser = await chromium.launch({ executablePath: pathOfChromium(), args: chromiumArguments })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const result = new Promise((done) => {
      page.exposeFunction('codeAutomationLog', (_type, args) => {
        log.push(args.map(String).join(' '))
        if (resultLine.test(log.at(-1))) console.log(log.at(-1))
      })
      page.exposeFunction('codeAutomationExit', (code) => done(code))
      setTimeout(() => done(`the tests did not end within ${limit / 1000} s`), limit).unref()
    })
    await page.goto(`${server.address}/?folder=${encodeURI(folder)}&payload=${encodeURIComponent(JSON.stringify(payload(port)))}`)
    const code = await result
    if (code !== 0) console.error([...log.slice(-100), typeof code === 'string' ? code : ''].join('\n'))
    return code === 0 ? 0 : 1
  } finally {
    await browser.close()
    server.stop()
  }
}

function payload(port) {
  const remote = (name) => [name, `vscode-remote://127.0.0.1:${port}${resolve(options.get(name) ?? '.')}`]
  return [remote('extensionDevelopmentPath'), remote('extensionTestsPath')]
}
