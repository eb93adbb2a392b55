import type { Finding, Severity } from '../text/finding.ts'
import type { Problem, Rule } from './rule.ts'

/** A rule that is not off, with what it weighs. */
export interface Weighed<Doc> {
  readonly rule: Rule<Doc>
  readonly severity: Severity
}

/** A problem as a finding of its rule; `path` is the field it belongs to, where the problem names no other. */
export function findingOf<Doc>({ rule, severity }: Weighed<Doc>, problem: Problem, path?: string): Finding {
  const { at, severity: own, path: named, ...rest } = problem
  const field = named ?? path
  return {
    code: rule.id,
    // A setting goes for the whole rule; without one, a clause keeps its own weight.
    severity: own !== undefined && severity === rule.severity ? own : severity,
    span: at,
    ...rest,
    ...(field !== undefined && { path: field }),
  }
}
