// The tests in a real VS Code: the suite that runs inside its extension host, then the journey of a user with the packaged extension.
// `suite` or `journey` behind the name of this script runs only that one. VSCODE_EXECUTABLE names a desktop VS Code for the suite; without it the browser edition is used, which comes from the npm registry.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runTests } from '@vscode/test-electron'
import { build } from 'esbuild'
import { browserTestsWanted } from './chromium.mjs'

const out = resolve('out', 'vscode')

const stages = { suite, journey }
const wanted = process.argv[2] === undefined ? Object.keys(stages) : [process.argv[2]]

if (browserTestsWanted()) {
  for (const stage of wanted) if (!(await stages[stage]())) process.exitCode = 1
}

async function suite() {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const tests = join(out, 'suite.cjs')
  await build({
    entryPoints: ['test/vscode/suite/index.ts'],
    outfile: tests,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  })
  const workspace = join(out, 'workspace')
  cpSync('test/sample', workspace, { recursive: true })
  try {
    await runTests({
      vscodeExecutablePath: process.env.VSCODE_EXECUTABLE ?? resolve('test', 'vscode', 'browser-host.mjs'),
      extensionDevelopmentPath: resolve('.'),
      extensionTestsPath: tests,
      launchArgs: [`--user-data-dir=${join(out, 'data')}`, `--extensions-dir=${join(out, 'extensions')}`, workspace],
    })
    return true
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return false
  }
}

/** With the extension as it is packaged: what is in it, then what a user does with it. */
function journey() {
  const node = (...args) => spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0
  const files = ['package', 'journey'].map((name) => `test/vscode/${name}.test.ts`)
  return (
    node('.scripts/package.mjs') &&
    node('--import', 'tsx', '--test', '--test-timeout=180000', '--test-concurrency=1', '--test-reporter=spec', ...files)
  )
}
