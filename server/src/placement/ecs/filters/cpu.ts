import { type Filter, none, shortage } from './filter.ts'

/** CPU units: what the task asks for must be free. Zero always is. */
export const cpu: Filter = {
  id: 'RESOURCE:CPU',
  refuse({ task: { cpuUnits } }, { cpuFree, instance }) {
    if (cpuUnits.value === 0 || cpuUnits.value <= cpuFree) return none
    return shortage('RESOURCE:CPU', 'CPU', 'units', cpuUnits, cpuFree, instance.cpuUnits)
  },
}
