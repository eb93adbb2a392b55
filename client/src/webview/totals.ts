import { html, type TemplateResult } from 'lit'
import type { PlacementReport } from '../../../server/src/protocol.ts'
import { amount, dollars, grouped, memory } from './words.ts'

/** The whole cluster in a handful of numbers. */
export function totals(report: PlacementReport): TemplateResult {
  return html`<dl class="totals">${figures(report).map(([what, amount]) => html`<div><dt>${what}</dt><dd>${amount}</dd></div>`)}</dl>`
}

function figures({ totals, workloads, nodes }: PlacementReport): readonly (readonly [string, string])[] {
  const { cpuPercent, memoryPercent, strandedCpu, strandedMemoryMiB, costPerHourUsd, costPerMonthUsd = 0 } = totals
  const [only, second] = workloads
  const headroom = second === undefined ? only?.headroom : undefined
  return [
    ['CPU', `${cpuPercent.before} → ${cpuPercent.after} %`],
    ['Memory', `${memoryPercent.before} → ${memoryPercent.after} %`],
    ...(strandedCpu === undefined ? [] : [['Stranded CPU', amount(strandedCpu, nodes[0]?.resources[0]?.unit ?? '')] as const]),
    ...(strandedMemoryMiB === undefined ? [] : [['Stranded memory', memory(strandedMemoryMiB)] as const]),
    ...(headroom === undefined ? [] : [['Headroom', `${grouped(headroom.more)} ${headroom.atLeast ? 'or more' : 'more'}`] as const]),
    ...(costPerHourUsd === undefined ? [] : [['Cluster', `${dollars(costPerHourUsd)} / h, ${dollars(costPerMonthUsd)} / month`] as const]),
  ]
}
