import { type Filter, none } from './filter.ts'

const id = 'DistinctInstance placement constraint unsatisfied.'

/** At most one task of the task group on an instance, counting those that already run. */
export const distinctInstance: Filter = {
  id,
  refuse({ constraints: { distinct }, load: { taskGroup } }, { tasks }) {
    if (distinct === undefined || !tasks.has(taskGroup)) return none
    const short = 'has one already'
    return [{ filter: id, what: 'distinctInstance', short, asked: `none of ${taskGroup}`, free: short, resolvable: true, source: distinct }]
  },
}
