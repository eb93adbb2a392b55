import type { Reason } from '../../report.ts'
import { factsOf, type MemberOf } from '../constraint.ts'
import type { QueryFacts } from '../query/evaluate.ts'
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
      const facts = factsOf(state)
      return constraints.memberOf.filter((one) => applies(one) && one.test(facts) === false).flatMap((one) => reasons(one, facts))
    },
  }
}

function reasons({ explain, source, dependsOnTasks }: MemberOf, facts: QueryFacts): readonly Reason[] {
  return explain(facts).map(({ subject, asked, has }) => ({
    filter: id,
    what: subject,
    short: `${subject.replace(/^attribute:/, '')} ${has}`,
    asked,
    free: has,
    resolvable: dependsOnTasks,
    source,
  }))
}
