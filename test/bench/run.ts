// `npm run bench`: Bayplan beside the servers that people use today, on one machine in one run; `npm run bench -- NAME` runs one of
// them. Prints ratios and judges nothing: machines differ. The peers are installed into .bench/ on first use.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Bench } from './bench.ts'
import { type Measured, measure, type Question, questionsOf } from './measure.ts'
import { placementLines } from './placement.ts'
import { benches } from './suites/index.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const plan = { starts: 7, warmUps: 15, rounds: 60 }

process.chdir(root)
const name = process.argv[2]
const chosen = benches.filter((bench) => name === undefined || bench.name === name)
const placement = name === undefined || name === 'placement'
if (chosen.length === 0 && !placement)
  fail(`there is no bench ${name}; there are ${[...benches.map((bench) => bench.name), 'placement'].join(', ')}`)
if (chosen.length > 0 && !existsSync('dist/server.cjs')) fail('dist/server.cjs is missing; run npm run build first')
for (const bench of chosen) console.log(table(bench, await measure(bench, installed(bench), plan)))
if (placement) for (const line of placementLines()) console.log(line)

/** The folder of the packages, the peer of the bench among them. */
function installed({ peer }: Bench): string {
  const manifest = `.bench/node_modules/${peer.package}/package.json`
  if (!existsSync(manifest) || JSON.parse(readFileSync(manifest, 'utf8')).version !== peer.version) {
    console.log(`Installing ${peer.package} ${peer.version} into .bench/ ...`)
    const args = ['install', '--prefix', '.bench', '--no-audit', '--no-fund', '--ignore-scripts', '-E', `${peer.package}@${peer.version}`]
    const { status } = spawnSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' })
    if (status !== 0) fail(`${peer.package} could not be installed`)
  }
  return `${root}.bench/node_modules`
}

function table(bench: Bench, [mine, theirs]: readonly [Measured, Measured]): string {
  const { name, title, ours, peer } = bench
  const questionNames = questionsOf(bench)
  const rows = questionNames.map((question) => row(`edit -> ${question}`, mine.times[question], theirs.times[question]))
  const answers = questionNames.map((question) => `${question} ${mine.answers[question]} / ${theirs.answers[question]}`)
  return [
    `${name}: ${title}, beside ${peer.package} ${peer.version}; ${plan.rounds} edits, median / 95th percentile in ms`,
    ['', ours.name, peer.name, 'ratio'],
    ...rows,
    ...questionNames.flatMap((question) => withoutWait(question, mine.times[question], theirs.times[question], peer.debounce)),
    row('start -> first findings', mine.starts, theirs.starts),
    ['memory in MiB', whole(mine.residentMiB), whole(theirs.residentMiB), ratio(mine.residentMiB, theirs.residentMiB)],
    `answers, ours / theirs: ${answers.join(', ')}`,
    '',
  ]
    .map((line) => (typeof line === 'string' ? line : cells(line)))
    .join('\n')
}

/** Findings without the time that the peer waits for more edits: what both work for them. */
function withoutWait(question: Question, mine: readonly number[], theirs: readonly number[], debounce = 0): readonly (readonly string[])[] {
  if (debounce === 0 || !question.endsWith('findings')) return []
  const working = theirs.map((time) => time - debounce)
  return [row(`${question} but for its wait`, mine, working)]
}

function cells([head = '', ...rest]: readonly string[]): string {
  return `  ${head.padEnd(30)}${rest.map((cell, i) => cell.padStart([16, 30, 8][i] ?? 8)).join('')}`
}

function row(head: string, mine: readonly number[], theirs: readonly number[]): readonly string[] {
  return [head, spread(mine), spread(theirs), ratio(percentile(mine, 50), percentile(theirs, 50))]
}

function spread(times: readonly number[]): string {
  return `${percentile(times, 50).toFixed(1)} / ${percentile(times, 95).toFixed(1)}`
}

function percentile(times: readonly number[], percent: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN
}

/** Below one: we need less than the peer. */
function ratio(mine: number | undefined, theirs: number | undefined): string {
  return mine === undefined || theirs === undefined ? '-' : (mine / theirs).toFixed(2)
}

function whole(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(0)
}

function fail(why: string): never {
  console.error(`bench: ${why}`)
  process.exit(2)
}
