import { parseQuery, type QueryProblem } from '../../placement/ecs/query/parse.ts'
import type { Problem } from '../../rules/rule.ts'
import type { Severity } from '../../text/finding.ts'
import { type Span, span } from '../../text/span.ts'
import type { Field } from './field.ts'

/** What is wrong with an expression of the cluster query language, each problem at its place. */
export function* queryProblems(text: string, expression: Field<string>): Iterable<Problem> {
  if (expression.kind !== 'known') return
  for (const problem of parseQuery(expression.value).problems) {
    const severity = severityOf(problem)
    yield { at: placeOf(text, expression, problem.span), message: problem.message, ...(severity && { severity }) }
  }
}

/** What the service has been seen to refuse keeps the weight of the rule. */
function severityOf({ code }: QueryProblem): Severity | undefined {
  return code === 'syntax' || code === 'subject' ? undefined : 'warning'
}

/** The place in the document; the whole value where escapes make the text of the file another than that of the expression. */
function placeOf(text: string, { span: where, value }: Extract<Field<string>, { kind: 'known' }>, part: Span): Span {
  const start = where.start + 1
  const plain = text.slice(start, start + value.length) === value
  const whole = part.start === part.end && part.start === 0
  return plain && !whole ? span(start + Math.min(part.start, value.length), start + Math.min(part.end, value.length)) : where
}
