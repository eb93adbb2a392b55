// The tests in a real VS Code: the suite that runs inside its extension host, the one beside other extensions, then the journey of a user
// with the packaged extension. `suite`, `beside` or `journey` behind the name of this script runs only that one. VSCODE_EXECUTABLE names a desktop VS Code for the suite; without it the browser edition is used, which comes from the npm registry.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runTests } from '@vscode/test-electron'
import { build } from 'esbuild'
import { browserTestsWanted } from './chromium.mjs'

const out = resolve('out', 'vscode')

const stages = { suite: () => host('suite'), beside, journey }
const wanted = process.argv[2] === undefined ? Object.keys(stages) : [process.argv[2]]

if (browserTestsWanted()) {
  for (const stage of wanted) if (!(await stages[stage]())) process.exitCode = 1
}

/** With nothing but Bayplan, or what `prepare` puts into the folder of extensions. */
async function host(name, prepare = () => {}) {
  const folder = join(out, name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'extensions'), { recursive: true })
  prepare(join(folder, 'extensions'))
  const tests = join(folder, 'tests.cjs')
  await build({
    entryPoints: [`test/vscode/${name}/index.ts`],
    outfile: tests,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  })
  const workspace = join(folder, 'workspace')
  cpSync('test/sample', workspace, { recursive: true })
  try {
    await runTests({
      vscodeExecutablePath: process.env.VSCODE_EXECUTABLE ?? resolve('test', 'vscode', 'browser-host.mjs'),
      extensionDevelopmentPath: resolve('.'),
      extensionTestsPath: tests,
      launchArgs: [`--user-data-dir=${join(folder, 'data')}`, `--extensions-dir=${join(folder, 'extensions')}`, workspace],
    })
    return true
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return false
  }
}

/** Beside extensions that have the names of those people use, and show one thing of each kind. */
function beside() {
  const names = ['redhat.vscode-yaml', 'ms-kubernetes-tools.vscode-kubernetes-tools', 'ms-azuretools.vscode-containers']
  const install = (extensions) => {
    for (const [index, id] of names.entries()) {
      const [publisher, name] = id.split('.')
      const folder = join(extensions, `${id}-1.0.0`)
      const manifest = { name, publisher, version: '1.0.0', engines: { vscode: '^1.101.0' } }
      // One of them speaks for all: each would show the same for every language.
      const speaks = { main: 'neighbour.cjs', activationEvents: ['onStartupFinished'] }
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, ...(index === 0 && speaks) }))
      cpSync('test/vscode/beside/neighbour.cjs', join(folder, 'neighbour.cjs'))
    }
  }
  return host('beside', install)
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
