import { type Filter, none, shortage } from './filter.ts'

/** Memory: what the task reserves must be free of what the instance registered. */
export const memory: Filter = {
  id: 'RESOURCE:MEMORY',
  refuse({ task: { memoryMiB } }, { memoryFree, instance }) {
    if (memoryMiB.value === 0 || memoryMiB.value <= memoryFree) return none
    return shortage('RESOURCE:MEMORY', 'memory', 'MiB', memoryMiB, memoryFree, instance.memoryMiB)
  },
}
