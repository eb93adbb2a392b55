import type { EcsInstance } from '../cluster.ts'
import type { InstanceState } from '../state.ts'
import { least, type Ranking } from './index.ts'

/**
 * Evens out over the values of a field: the value with the fewest tasks of the same task group comes first. Tasks count wherever they
 * run, also on instances that cannot take one more. Instances without the attribute come last.
 */
export function spread(field: string, taskGroup: string, states: readonly InstanceState[]): Ranking {
  const counts = new Map<string, number>()
  const add = (value: string | undefined, tasks: number) => {
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + tasks)
  }
  for (const state of states) add(fieldOf(field, state.instance), state.tasks.get(taskGroup) ?? 0)
  return {
    best: (candidates) =>
      least(candidates, ({ instance }) => {
        const value = fieldOf(field, instance)
        return value === undefined ? Number.POSITIVE_INFINITY : (counts.get(value) ?? 0)
      }),
    placed: ({ instance }) => add(fieldOf(field, instance), 1),
  }
}

/** What an instance has for a field as strategies name it: `instanceId`, `host` (the same) or `attribute:x`. */
function fieldOf(field: string, instance: EcsInstance): string | undefined {
  if (field === 'instanceId' || field === 'host') return instance.name
  return instance.attributes.get(field.replace(/^attribute:/, ''))
}
