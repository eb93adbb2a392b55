// The tests in a real VS Code: the suite that runs inside its extension host, then the journey of a user with the packaged extension.
// VSCODE_EXECUTABLE names a desktop VS Code for the suite; without it the browser edition is used, which comes from the npm registry.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runTests } from '@vscode/test-electron'
import { build } from 'esbuild'
import { browserTestsWanted } from './chromium.mjs'

const out = resolve('out', 'vscode')

if (browserTestsWanted()) process.exit((await suite()) && journey() ? 0 : 1)

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

function journey() {
  return spawnSync(process.execPath, ['--import', 'tsx', '--test', 'test/vscode/journey.test.ts'], { stdio: 'inherit' }).status === 0
}
