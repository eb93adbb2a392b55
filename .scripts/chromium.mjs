// Finds a Chromium for the tests of the panel and of VS Code in a browser; on Debian it is installed if it is missing and we may.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: ['C:/Program Files/Google/Chrome/Application/chrome.exe', 'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe'],
}

/** What keeps a browser quiet and makes it start where there is no graphics card, also as root. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Path of a Chromium: CHROMIUM if it is set, else the first that is found or can be installed. Throws one sentence otherwise. */
export function chromium() {
  const named = process.env.CHROMIUM
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM names ${named}, which does not exist.`)
  }
  const path = found() ?? (mayInstall() ? installed() : undefined)
  if (path === undefined) throw new Error('No Chromium was found: install Chromium or Chrome, or set CHROMIUM to its path.')
  return path
}

/**
 * Whether tests that need a browser are to run. They are left out only by choice (BAYPLAN_WITHOUT_BROWSER=1); without a browser and
 * without that choice the process ends with one sentence and fails.
 */
export function browserTestsWanted() {
  if (process.env.BAYPLAN_WITHOUT_BROWSER === '1') {
    console.log('Left out, because BAYPLAN_WITHOUT_BROWSER is 1.')
    return false
  }
  try {
    chromium()
    return true
  } catch (error) {
    console.error(`${error.message} BAYPLAN_WITHOUT_BROWSER=1 leaves these tests out.`)
    process.exit(1)
  }
}

function found() {
  return places[process.platform]?.find((path) => existsSync(path))
}

function mayInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

function installed() {
  console.log('Installing Chromium ...')
  const apt = (...args) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium')
  return found()
}
