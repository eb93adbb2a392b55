// Installs the dependencies of the lockfile if they are missing or older than it.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

/** Runs `npm ci` where it is needed; the process ends with one sentence if that fails. */
export function install() {
  const done = 'node_modules/.package-lock.json'
  if (existsSync(done) && statSync(done).mtimeMs >= statSync('package-lock.json').mtimeMs) return
  console.log('Installing dependencies ...')
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status === 0) return
  console.error('The dependencies could not be installed: see the lines of npm above.')
  process.exit(1)
}
