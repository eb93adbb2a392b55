import type { EcsInstance } from '../cluster.ts'
import type { InstanceState } from '../state.ts'
import type { Ranking } from './index.ts'

/** Tasks in one value of a field. */
interface Counter {
  tasks: number
}

/**
 * Evens out over the values of a field: the value with the fewest tasks of the same task group comes first. Tasks count wherever they
 * run, also on instances that cannot take one more. Instances without the attribute come last.
 */
export function spread(field: string, taskGroup: string): Ranking {
  const read = fieldReader(field)
  const counters = new Map<string, Counter>()
  /** By the index of the state, because this is asked for every candidate of every task. */
  const counterOf: (Counter | undefined)[] = []
  const none: Counter = { tasks: Number.POSITIVE_INFINITY }
  const find = ({ index, instance }: InstanceState): Counter => {
    const value = read(instance)
    const counter = value === undefined ? none : (counters.get(value) ?? { tasks: 0 })
    if (value !== undefined) counters.set(value, counter)
    counterOf[index] = counter
    return counter
  }
  const counter = (state: InstanceState) => counterOf[state.index] ?? find(state)
  return {
    start(among) {
      for (const one of counters.values()) one.tasks = 0
      for (const state of among) counter(state).tasks += state.tasks.get(taskGroup) ?? 0
    },
    measure: (state) => counter(state).tasks,
    placed: (state) => {
      counter(state).tasks++
    },
  }
}

/** Reads what an instance has for a field as strategies name it: `instanceId`, `host` (the same) or `attribute:x`. */
function fieldReader(field: string): (instance: EcsInstance) => string | undefined {
  if (isInstance(field)) return ({ name }) => name
  const attribute = field.replace(/^attribute:/, '')
  return ({ attributes }) => attributes.get(attribute)
}

/** Whether a field means the instance itself; the service takes both words in any letter case. */
export function isInstance(field: string): boolean {
  return /^(instanceid|host)$/i.test(field)
}
