// A real VS Code without a desktop: the workbench and extension host inside the npm package `code-server`, installed into `.vscode-test/`.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const version = '4.139.1'
const root = fileURLToPath(new URL('../.vscode-test', import.meta.url))
const vscode = join(root, 'node_modules', 'code-server', 'lib', 'vscode')
const system = { linux: 'linux', darwin: 'darwin', win32: 'win' }[process.platform]
const nodePackage = `node-${system}-${process.arch}`

/** The Node that this VS Code needs, and its server. */
const parts = {
  node: join(root, 'node_modules', nodePackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
  server: join(vscode, 'out', 'server-main.js'),
}

/** Installs VS Code if it is not there yet and gives its parts. Throws one sentence if it cannot be had. */
export async function host() {
  const ready = join(root, `ready-${version}`)
  const lock = join(root, 'lock')
  mkdirSync(root, { recursive: true })
  for (let waited = 0; !existsSync(ready); waited++) {
    try {
      mkdirSync(lock)
    } catch {
      if (waited > 600) throw new Error(`Another installation of VS Code does not end; remove ${lock} if there is none.`)
      await sleep(500)
      continue
    }
    try {
      install()
      writeFileSync(ready, '')
    } finally {
      rmdirSync(lock)
    }
  }
  return parts
}

function install() {
  if (system === undefined) throw new Error(`There is no VS Code for ${process.platform} in the npm registry.`)
  console.log('Installing VS Code for the browser, once ...')
  npm(['install', '--prefix', root, '--ignore-scripts', `code-server@${version}`, `${nodePackage}@24`], root)
  npm(['install', '--omit=dev', '--ignore-scripts'], vscode)
  const linked = join(vscode, 'node_modules.asar')
  if (!existsSync(linked)) symlinkSync('node_modules', linked, 'junction')
}

function npm(args, cwd) {
  const done = spawnSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (done.status !== 0)
    throw new Error(
      `VS Code could not be installed from the npm registry: ${(done.stderr || String(done.error)).trim().split('\n').at(-1)}`,
    )
}

/** A port nobody listens on. */
export async function freePort() {
  const probe = createServer()
  await new Promise((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address()
  await new Promise((done) => probe.close(done))
  return port
}

/** Settings of the user, kept in the folder for data: nothing in the way of what is to be seen, and what `values` add or change. */
export function writeUserSettings(data, values = {}) {
  const quiet = {
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.welcomePage.walkthroughs.openOnInstall': false,
    'chat.disableAIFeatures': true,
    'extensions.ignoreRecommendations': true,
    'git.openRepositoryInParentFolders': 'never',
    'telemetry.telemetryLevel': 'off',
  }
  const folder = join(data, 'User')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'settings.json'), `${JSON.stringify({ ...quiet, ...values }, null, 2)}\n`)
}

/**
 * Serves the workbench on this machine only, and waits until it answers. `data` and `extensions` are folders; `flags` go to the
 * server as they are. `stop` ends it and everything it started.
 */
export async function serve({ port, data, extensions, flags = [] }) {
  const { node, server } = await host()
  const chosen = port ?? (await freePort())
  const args = [server, '--host', '127.0.0.1', '--port', String(chosen), '--without-connection-token', '--accept-server-license-terms']
  args.push('--server-data-dir', data, '--user-data-dir', data, '--extensions-dir', extensions, '--telemetry-level', 'off', ...flags)
  const log = []
  const child = spawn(node, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' })
  const keep = (chunk) => log.push(String(chunk))
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const stop = () => {
    if (child.exitCode !== null) return
    try {
      if (process.platform === 'win32') child.kill()
      else process.kill(-child.pid, 'SIGTERM')
    } catch {
      // It has ended by itself.
    }
  }
  process.once('exit', stop)
  process.once('SIGTERM', () => process.exit(143))
  const address = `http://127.0.0.1:${chosen}`
  for (let waited = 0; ; waited++) {
    if (child.exitCode !== null || waited > 300) {
      stop()
      throw new Error(`VS Code did not start on port ${chosen}: ${log.join('').trim().split('\n').at(-1)}`)
    }
    const answer = await fetch(address).catch(() => undefined)
    if (answer?.ok) return { address, stop, log, ended: new Promise((done) => child.once('exit', done)) }
    await sleep(100)
  }
}

/** Installs a VSIX into a folder of extensions. */
export async function installExtension(vsix, { data, extensions }) {
  const { node, server } = await host()
  const args = [
    server,
    '--accept-server-license-terms',
    '--server-data-dir',
    data,
    '--extensions-dir',
    extensions,
    '--install-extension',
    vsix,
    '--force',
  ]
  const done = spawnSync(node, args, { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${vsix} could not be installed: ${done.stderr.trim() || done.stdout.trim()}`)
}
