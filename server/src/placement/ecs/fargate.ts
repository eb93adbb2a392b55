import { type FargateSize, nextSize, sizesOf } from '../cluster/fargate-sizes.ts'
import { byName } from '../order.ts'
import type { Help, Reason } from '../report.ts'
import { amount, grouped, listed, memory } from '../words.ts'
import type { EcsTask } from '../workload.ts'
import type { ProviderShare } from './cluster.ts'
import { assignments } from './providers.ts'

/** Where one Fargate task goes. */
export interface FargatePlace {
  readonly zone: string
  readonly provider: string
}

/** Tasks are spread over the zones of their subnets; there is always room. */
export function placeOnFargate(count: number, shares: readonly ProviderShare[], zones: readonly string[]): readonly FargatePlace[] {
  const sorted = [...zones].sort(byName)
  const providers = assignments(shares)
  return Array.from({ length: count }, (_, i) => ({
    zone: sorted[i % Math.max(sorted.length, 1)] ?? '',
    provider: providers.next().value ?? 'FARGATE',
  }))
}

/** Why there can be no such Fargate task. */
export interface FargateRefusal {
  /** "Fargate with 256 units takes 512, 1,024 or 2,048 MiB, not 700 MiB" */
  readonly because: string
  readonly reason: Reason
}

/** What keeps a definition from being a Fargate task of any kind; undefined if nothing does. */
export function fargateRefusal({ cpuUnits, memoryMiB, platform, unknown }: EcsTask): FargateRefusal | undefined {
  for (const [name, { source }] of [['cpu', cpuUnits] as const, ['memory', memoryMiB] as const]) {
    if (source?.path === name) continue
    const because = `Fargate requires that '${name}' be defined at the task level`
    const what = `${name} of the task`
    const reason = { filter: `${because}.`, what, short: `no ${what}`, asked: 'written', free: 'missing', resolvable: false }
    return { because, reason: { ...reason, ...(source && { source }) } }
  }
  if (unknown.some(({ source }) => source.path === 'cpu' || source.path === 'memory')) return undefined
  const memories = sizesOf(platform.os)[String(cpuUnits.value)]
  if (memories?.includes(memoryMiB.value)) return undefined
  const next = nextSize(cpuUnits.value, memoryMiB.value, platform.os)
  const help = next && resize(memoryMiB, next, cpuUnits.value)
  const asked = `${amount(cpuUnits.value, 'units')}, ${amount(memoryMiB.value, 'MiB')}`
  const units = Object.keys(sizesOf(platform.os)).map((value) => grouped(Number(value)))
  return {
    because:
      memories === undefined
        ? `Fargate takes ${listed(units, 'or')} CPU units, not ${grouped(cpuUnits.value)}`
        : `Fargate with ${amount(cpuUnits.value, 'units')} takes ${span(memories)}, not ${amount(memoryMiB.value, 'MiB')}`,
    reason: {
      filter: 'No Fargate configuration exists for given values',
      what: 'Fargate size',
      short: 'no such Fargate size',
      asked,
      free: memories === undefined ? 'not a size' : span(memories),
      resolvable: false,
      ...(memoryMiB.source && { source: memories === undefined ? (cpuUnits.source ?? memoryMiB.source) : memoryMiB.source }),
      ...(help && { help }),
    },
  }
}

function resize({ digits }: EcsTask['memoryMiB'], next: FargateSize, cpuUnits: number): Help {
  if (next.cpuUnits !== cpuUnits) return { title: `use ${amount(next.cpuUnits, 'units')} and ${amount(next.memoryMiB, 'MiB')}` }
  const title = `raise memory to ${next.memoryMiB}`
  return digits === undefined ? { title } : { title, edit: { span: digits, text: String(next.memoryMiB) } }
}

/** "512, 1,024 or 2,048 MiB", many of them as a range. */
function span(memories: readonly number[]): string {
  if (memories.length > 3) return `${memory(memories[0] ?? 0)} to ${memory(memories.at(-1) ?? 0)}`
  return `${listed(memories.map(grouped), 'or')} MiB`
}
