import { factsOf, type MemberOf } from '../constraint.ts'
import { type Filter, none } from './filter.ts'

const id = 'MemberOf placement constraint unsatisfied.'

/** Constraints of type `memberOf` whose answer stays the same while tasks are placed. */
export const memberOf: Filter = filter((one) => !one.dependsOnTasks)

/** Those that ask for tasks on the instance: every task that is placed may change the answer. */
export const memberOfTasks: Filter = filter((one) => one.dependsOnTasks)

/** An expression that cannot be decided does not refuse. */
function filter(applies: (one: MemberOf) => boolean): Filter {
  return {
    id,
    refuse({ constraints }, state) {
      if (constraints.memberOf.length === 0) return none
      const unsatisfied = constraints.memberOf.filter((one) => applies(one) && one.test(factsOf(state)) === false)
      return unsatisfied.map(({ expression, source, dependsOnTasks }) => ({
        filter: id,
        what: `memberOf ${expression}`,
        short: 'memberOf unsatisfied',
        asked: expression,
        free: 'unsatisfied',
        resolvable: dependsOnTasks,
        source,
      }))
    },
  }
}
