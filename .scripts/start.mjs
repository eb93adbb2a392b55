// `npm start`: installs what is missing, builds, and serves VS Code in the browser with Bayplan and a copy of the sample workspace.
// The address is printed last. PORT chooses the port, BAYPLAN_NO_OPEN=1 leaves the browser closed, Ctrl-C stops everything.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { installExtension, serve } from './host.mjs'
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
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  if (!existsSync(workspace)) cpSync(join('test', 'sample'), workspace, { recursive: true })
  rmSync(extensions, { recursive: true, force: true })
  mkdirSync(extensions, { recursive: true })
  quietSettings()
  await installExtension(resolve('out', `bayplan-${version}.vsix`), { data, extensions })
  const server = await serve({ port: process.env.PORT, data, extensions })
  const stop = () => {
    server.stop()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const file = join(workspace, 'web.task-definition.json')
  const open = encodeURIComponent(JSON.stringify([['openFile', `vscode-remote://${new URL(server.address).host}${file}`]]))
  const address = `${server.address}/?folder=${encodeURI(workspace)}&payload=${open}`
  if (process.env.BAYPLAN_NO_OPEN !== '1' && process.stdout.isTTY) openBrowser(address)
  console.log(
    `\nThree mistakes wait in web.task-definition.json; Ctrl+. mends them. The preview is the icon at the top right of the editor.\n\n${address}`,
  )
  await server.ended
}

/** Nothing in the way of the sample: no welcome page, no question about trust. */
function quietSettings() {
  const folder = join(data, 'data', 'Machine')
  mkdirSync(folder, { recursive: true })
  const settings = {
    'security.workspace.trust.enabled': false,
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'telemetry.telemetryLevel': 'off',
  }
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings, null, 2))
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
