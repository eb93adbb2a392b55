import type { EcsConstraint, Source } from '../workload.ts'
import { type QueryFacts, type Test, testOf } from './query/evaluate.ts'
import { type Explain, explainerOf } from './query/explain.ts'
import { dependsOnTasks } from './query/expression.ts'
import { parseQuery } from './query/parse.ts'
import type { InstanceState } from './state.ts'

/** The constraints of a plan, ready to be asked. */
export interface Constraints {
  readonly memberOf: readonly MemberOf[]
  /** Where `distinctInstance` is demanded, if it is. */
  readonly distinct: Source | undefined
  /** Expressions that cannot be evaluated and are not applied, one sentence each. */
  readonly unread: readonly string[]
}

/** A `memberOf` constraint with its expression compiled. */
export interface MemberOf {
  readonly expression: string
  readonly source: Source
  readonly test: Test
  /** Which part of it an instance does not satisfy. */
  readonly explain: Explain
  /** Whether its answer changes with the tasks on an instance. */
  readonly dependsOnTasks: boolean
}

/** Reads the expressions. One that the service would refuse is not applied, and said to be so: the definition's own findings say why. */
export function constraintsOf(constraints: readonly EcsConstraint[]): Constraints {
  const memberOf: MemberOf[] = []
  const unread: string[] = []
  for (const { type, expression, source } of constraints) {
    if (type !== 'memberOf' || expression === undefined) continue
    const query = parseQuery(expression)
    const valid = query.problems.every(({ code }) => code === 'precedence')
    if (query.expression === undefined || !valid) unread.push(`the constraint at line ${source.line} cannot be read and is not applied`)
    else {
      const explain = explainerOf(query.expression, expression)
      memberOf.push({ expression, source, test: testOf(query.expression), explain, dependsOnTasks: dependsOnTasks(query.expression) })
    }
  }
  return { memberOf, distinct: constraints.find(({ type }) => type === 'distinctInstance')?.source, unread }
}

/** What a query may ask of an instance, as it is at this moment. */
export function factsOf({ instance, taskCount, tasks }: InstanceState): QueryFacts {
  const { name, agentConnected, agentVersion, registeredAt, attributes } = instance
  return { name, agentConnected, agentVersion, registeredAt, attributes, taskCount, taskGroups: [...tasks.keys()] }
}
