import type { Problem } from '../../rules/rule.ts'
import type { Severity } from '../../text/finding.ts'
import type { Span } from '../../text/span.ts'
import type { TaskDefinition } from './document.ts'
import { guess, setProperty } from './fix.ts'
import { taskLacks } from './references.ts'

/** A place that the agent can serve only with a task execution role. */
export interface RoleDemand {
  readonly at: Span
  readonly severity?: Severity
}

/**
 * One problem, at the first of the gravest demands, if the definition certainly has no `executionRoleArn`; the other demands are related.
 * Says nothing of a file without the task level: the role belongs to what is around it. `because` completes "executionRoleArn is missing; ".
 */
export function* missingExecutionRole(doc: TaskDefinition, demands: readonly RoleDemand[], because: string): Iterable<Problem> {
  const first = demands.find(({ severity }) => severity === undefined) ?? demands[0]
  if (first === undefined || !taskLacks(doc, 'executionRoleArn')) return
  yield {
    ...first,
    path: 'executionRoleArn',
    message: `executionRoleArn is missing; ${because}`,
    related: demands.filter((one) => one !== first).map(({ at }) => ({ span: at, message: 'needs the role too' })),
    fixes: guess(withRole(doc)),
  }
}

/** The name that AWS itself gives the role when the console creates it. */
const usualRole = 'ecsTaskExecutionRole'

function withRole({ text, definition }: TaskDefinition) {
  return definition === undefined ? [] : setProperty(text, definition, 'executionRoleArn', usualRole)
}
