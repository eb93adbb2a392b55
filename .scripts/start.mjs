// `npm start`: installs what is missing, builds, and serves VS Code in the browser with Bayplan and a copy of the sample workspace.
// The address is printed last. PORT chooses the port, BAYPLAN_NO_OPEN=1 leaves the browser closed, Ctrl-C stops everything.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { installExtension, serve, writeUserSettings } from './host.mjs'
import { install } from './install.mjs'

const out = resolve('out', 'start')
const data = join(out, 'data')
const extensions = join(out, 'extensions')
const workspace = join(out, 'workspace')

install()
await main().catch((error) => {
  console.error(error.message)
  process.exit(1)
})

async function main() {
  console.log('Building Bayplan ...')
  run('npm', ['run', '--silent', 'build'])
  run('npm', ['run', '--silent', 'package', '--', '--vsix'])
  cpSync(join('test', 'sample'), workspace, { recursive: true, force: false }) // what the user has changed there stays
  writeUserSettings(data)
  await installBayplan()
  const server = await serve({ port: process.env.PORT, data, extensions, flags: ['--disable-workspace-trust'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, server.stop)
  const file = join(workspace, 'web.task-definition.json')
  const open = encodeURIComponent(JSON.stringify([['openFile', `vscode-remote://${new URL(server.address).host}${file}`]]))
  const address = `${server.address}/?folder=${encodeURI(workspace)}&payload=${open}`
  console.log('\nThree mistakes wait in web.task-definition.json: Ctrl+. mends one, "Fix All" what needs no choice.')
  console.log('Ctrl+K V draws where the tasks would run. Ctrl+C here stops everything.\n')
  console.log(address)
  if (process.env.BAYPLAN_NO_OPEN !== '1' && process.stdout.isTTY) openBrowser(address)
  await server.ended
  process.exit(0)
}

/** Puts the package into VS Code, unless it is the one that is there. */
async function installBayplan() {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  const vsix = resolve('out', `bayplan-${version}.vsix`)
  const print = digest()
  const stamp = join(out, 'installed')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return
  rmSync(extensions, { recursive: true, force: true })
  mkdirSync(extensions, { recursive: true })
  await installExtension(vsix, { data, extensions })
  writeFileSync(stamp, print)
}

/** Of all that is in the package; the file itself differs every time. */
function digest() {
  const hash = createHash('sha256')
  const folder = join('out', 'vsix')
  const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, name))
  for (const file of files.filter((file) => statSync(file).isFile())) hash.update(readFileSync(file))
  return hash.digest('hex')
}

function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed; see the lines above.`)
}

function openBrowser(address) {
  const [command, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[process.platform] ?? ['xdg-open']
  spawn(command, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
