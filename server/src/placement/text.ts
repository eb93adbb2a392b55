import type { NodeReport, PlacementReport, ReasonGroup, ResourceUse, WhatIf, WorkloadReport } from './report.ts'
import { amount, dollars, grouped, memory } from './words.ts'

/** A terminal, a pull request comment and a screen reader all manage this many columns. */
const width = 100

/**
 * A report in words: the same sentences, in the order of the panel, as plain text of at most 100 columns. Ends with a line feed.
 * Nothing is told by position or by a mark alone, so that it can be read aloud.
 */
export function reportText(report: PlacementReport): string {
  const parts = [...report.workloads.map((workload) => workloadText(workload, report)), totalsText(report), lanesText(report)]
  const rest = [...report.workloads.map(reasonsText), whatIfText(report.whatIf), fidelityText(report.fidelity)]
  return `${[...parts, ...rest].filter((part) => part !== '').join('\n\n')}\n`
}

function workloadText(
  { name, kind, strategy, verdict, asked, unit, schedulerMessage }: WorkloadReport,
  { cluster }: PlacementReport,
): string {
  const head = `${name}: ${kind}, ${grouped(asked)} ${unit}${asked === 1 ? '' : 's'} on ${cluster.label}`
  const lines = [head, `Order: ${strategy}`, '', verdict.sentence, verdict.detail, schedulerMessage ? `Scheduler: ${schedulerMessage}` : '']
  return lines
    .filter((line, i) => line !== '' || i === 2)
    .flatMap((line) => wrapped(line))
    .join('\n')
}

function totalsText({ totals, workloads, nodes }: PlacementReport): string {
  const { cpuPercent, memoryPercent, strandedCpu, strandedMemoryMiB, costPerHourUsd, costPerMonthUsd = 0 } = totals
  const headroom = workloads.length === 1 ? workloads[0]?.headroom : undefined
  const parts = [
    `CPU ${cpuPercent.before} -> ${cpuPercent.after} %`,
    `memory ${memoryPercent.before} -> ${memoryPercent.after} %`,
    ...(!strandedCpu ? [] : [`stranded CPU ${amount(strandedCpu, nodes[0]?.resources[0]?.unit ?? '')}`]),
    ...(!strandedMemoryMiB ? [] : [`stranded memory ${memory(strandedMemoryMiB)}`]),
    ...(headroom === undefined ? [] : [`headroom ${grouped(headroom.more)} ${headroom.atLeast ? 'or more' : 'more'}`]),
    ...(costPerHourUsd === undefined ? [] : [`cluster ${dollars(costPerHourUsd)} / h, ${dollars(costPerMonthUsd)} / month`]),
  ]
  return wrapped(parts.join(', ')).join('\n')
}

function lanesText({ nodes }: PlacementReport): string {
  const lanes = new Map<string, NodeReport[]>()
  for (const node of nodes) lanes.set(node.zone, [...(lanes.get(node.zone) ?? []), node])
  const rows = nodes.length > mostNodes ? collapsed : (members: readonly NodeReport[]) => members.map(nodeCells)
  return [...lanes].map(([zone, members]) => [zone || 'no zone', ...table(rows(members))].join('\n')).join('\n\n')
}

/** Of a cluster with more nodes than these, alike ones of a lane share a line. */
const mostNodes = 60

function collapsed(members: readonly NodeReport[]): readonly Row[] {
  const alike = new Map<string, Row[]>()
  for (const [name = '', ...rest] of members.map(nodeCells)) {
    const key = rest.join('\n')
    alike.set(key, [...(alike.get(key) ?? []), [name, ...rest]])
  }
  return [...alike.values()].map((rows) => {
    const [[name = '', ...rest] = []] = rows
    return [rows.length === 1 ? name : `${name} and ${grouped(rows.length - 1)} like it`, ...rest]
  })
}

function nodeCells({ name, type, resources, takes, refusals }: NodeReport): readonly string[] {
  const bars = resources.slice(0, 2).map((use) => `${use.label} ${percent(use)} %`)
  const taken = takes.map(({ workload, count }) => (count === 1 ? workload : `${workload} x${count}`))
  const foot =
    taken.length > 0 ? `takes ${taken.join(', ')}` : refusals.length > 0 ? `no: ${refusals.map(({ short }) => short).join(', ')}` : 'free'
  return [name, type, ...bars, foot]
}

function percent({ capacity, free }: ResourceUse): number {
  return capacity === 0 ? 0 : Math.round((100 * (capacity - free)) / capacity)
}

function reasonsText({ reasons }: WorkloadReport): string {
  if (reasons.length === 0) return ''
  const head = ['where', 'what', 'asked', 'free', 'short by', 'closest', 'asked at']
  const helps = reasons.map(({ help }) => (help === undefined ? '' : `would help: ${help.title}`))
  return ["Why the rest can't take it", ...table(reasons.map(reasonCells), head, helps)].join('\n')
}

function reasonCells({ where, what, asked, free, shortBy, closest, source }: ReasonGroup): Row {
  return [where, what, asked, free, shortBy || '-', closest, source ? `line ${source.line}` : '-']
}

function whatIfText(questions: readonly WhatIf[]): string {
  if (questions.length === 0) return ''
  const rows = questions.map(({ event, outcome, because }) => [event, outcome, because])
  return ['What if', ...table(rows, ['event', 'outcome', 'because'])].join('\n')
}

function fidelityText(fidelity: readonly string[]): string {
  if (fidelity.length === 0) return ''
  return ['Not simulated, or assumed', ...fidelity.flatMap((line) => wrapped(`- ${line}`, 4, 2))].join('\n')
}

/** The last column gets at least so many columns, or the rows are not drawn as a table. */
const narrowest = 18

/**
 * Rows in columns two blanks apart, the last cell wrapped in its column, and below each row its line of `below`. Rows too wide for that
 * become paragraphs, each cell behind the word at the head of its column; without a head, such rows go on below, indented.
 */
function table(rows: readonly Row[], head?: Row, below: readonly string[] = []): readonly string[] {
  const all = head === undefined ? rows : [head, ...rows]
  const last = all.reduce((most, row) => Math.max(most, row.length), 0) - 1
  const widths = Array.from({ length: last + 1 }, (_, i) => all.reduce((most, row) => Math.max(most, row[i]?.length ?? 0), 0))
  const before = widths.slice(0, last).reduce((total, one) => total + one + 2, indent)
  const fits = before + Math.min(widths[last] ?? 0, narrowest) <= width
  const line = (row: Row) => {
    if (!fits) return head === undefined ? wrapped(row.join('  '), indent + 4, indent) : paragraph(head, row)
    return wrapped(row.map((cell, i) => (i === last ? cell : cell.padEnd(widths[i] ?? 0))).join('  '), before, indent)
  }
  const first = head === undefined || !fits ? [] : line(head)
  return [...first, ...rows.flatMap((row, i) => [...line(row), ...(below[i] ? wrapped(below[i], indent + 6, indent + 4) : [])])]
}

type Row = readonly string[]

/** How far lines below a title stand in. */
const indent = 2

/** "3 instances: memory" and below it the other cells with their heads; cells that say nothing are left out. */
function paragraph([, , ...heads]: Row, [first = '', second = '', ...cells]: Row): readonly string[] {
  const told = cells.flatMap((cell, i) => (cell === '-' || cell === '' ? [] : [`${heads[i]}: ${cell}`]))
  return [...wrapped(`${first}: ${second}`, indent + 4, indent), ...told.flatMap((line) => wrapped(line, indent + 4, indent + 2))]
}

/** Lines of at most 100 columns: the first indented by `first`, the others by `rest`. */
function wrapped(text: string, rest = 0, first = 0): readonly string[] {
  const lines: string[] = []
  let line = ' '.repeat(first) + text
  while (line.length > width) {
    const blank = line.lastIndexOf(' ', width)
    // A word that is too long for a line of its own, such as an expression without blanks, is broken.
    const cut = blank > Math.max(rest, first) ? blank : width
    lines.push(line.slice(0, cut).trimEnd())
    line = ' '.repeat(rest) + line.slice(cut).trimStart()
  }
  return [...lines, line.trimEnd()]
}
