import type { Help, Reason } from '../../report.ts'
import { amount, grouped } from '../../words.ts'
import type { Amount } from '../../workload.ts'
import type { Plan } from '../plan.ts'
import type { InstanceState } from '../state.ts'

/** One thing an instance must offer. Every filter is asked about every instance, so that all reasons are known, not the first only. */
export interface Filter {
  /** As the service names its refusal: `RESOURCE:MEMORY`, `ATTRIBUTE`. */
  readonly id: string
  /** Why the instance cannot take one more task of the plan; empty if the filter has no objection. */
  refuse(plan: Plan, state: InstanceState): readonly Reason[]
}

/** No objection. One array for all, because it is the answer millions of times. */
export const none: readonly Reason[] = []

/** A refusal because less is free than asked. */
export function shortage(filter: string, what: string, unit: string, asked: Amount, free: number, capacity: number): readonly Reason[] {
  const shortfall = asked.value - free
  const help = lower(asked, shortfall, unit)
  return [
    {
      filter,
      what,
      short: `${what === 'CPU' ? 'cpu' : what} −${amount(shortfall, unit)}`,
      asked: amount(asked.value, unit),
      free: amount(free, unit),
      amounts: { unit, asked: asked.value, free, capacity, shortfall },
      resolvable: asked.value <= capacity,
      ...(asked.source && { source: asked.source }),
      ...(help && { help }),
    },
  ]
}

/** The change that asks for so much less, if one field can carry it and the definition stays acceptable. */
function lower({ value, part, field, least, digits }: Amount, by: number, unit: string): Help | undefined {
  if (field === undefined) return undefined
  const target = (part ?? value) - by
  if (target < Math.max(least ?? 1, 1)) return undefined
  if (digits === undefined) return { title: `lower ${field} to ${amount(target, unit)}` }
  return { title: `lower ${field} to ${grouped(target)}`, edit: { span: digits, text: String(target) } }
}
