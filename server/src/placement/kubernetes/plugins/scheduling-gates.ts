import type { Plugin } from '../plugin.ts'

/** A pod with gates is not queued until somebody removes them. */
export const schedulingGates: Plugin = {
  id: 'SchedulingGates',
  scope: 'nothing',
  gate({ pod }) {
    const { schedulingGates: gates } = pod.spec
    return gates.length === 0 ? undefined : `waiting for scheduling gates: [${gates.join(' ')}]`
  },
}
