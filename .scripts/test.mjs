// `npm test`: installs what is missing, builds, then runs every test: unit, session and conformance; the panel's page; a real VS Code.
// `npm test -- PATTERN` runs only the test files whose path contains the pattern.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { install } from './install.mjs'

const pattern = process.argv[2]

install()
if (run('build', 'npm', ['run', '--silent', 'build']) !== 0) process.exit(1)
mkdirSync('out', { recursive: true })

const files = readdirSync('test', { recursive: true })
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.test.ts') && !/^test\/(vscode|webview)\//.test(file) && file.includes(pattern ?? ''))
  .sort()
// Node itself would leave one core alone, which is half of a small machine.
const options = ['--test', '--test-timeout=180000', `--test-concurrency=${availableParallelism()}`]
const stages = [['unit, session and conformance', ['--import', 'tsx', ...options, ...files]]]
if (pattern === undefined) {
  stages.push(['the page of the panel', ['.scripts/test-webview.mjs']], ['a real VS Code', ['.scripts/test-vscode.mjs']])
}
const failed = stages.filter(([name, args]) => run(name, process.execPath, args) !== 0).map(([name]) => name)
console.log(failed.length === 0 ? '\nAll tests passed.' : `\nFailed: ${failed.join('; ')}.`)
process.exitCode = failed.length === 0 ? 0 : 1

function run(name, command, args) {
  const begin = Date.now()
  console.log(`\n--- ${name}`)
  const env = { ...process.env, BAYPLAN_SERVER: 'dist' }
  const { status } = spawnSync(command, args, { stdio: 'inherit', env, shell: process.platform === 'win32' && command === 'npm' })
  console.log(`--- ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - begin) / 1000).toFixed(1)} s`)
  return status
}
