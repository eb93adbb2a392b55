import { listed } from '../../words.ts'
import { type QueryFacts, testOf } from './evaluate.ts'
import type { Expression, Predicate } from './expression.ts'

/** A part of an expression that an instance does not satisfy. */
export interface Unsatisfied {
  /** "attribute:stack", or "memberOf" where no single property is to blame. */
  readonly subject: string
  /** What the expression wants of it: "== prod". */
  readonly asked: string
  /** What it is: "dev", "not set". */
  readonly has: string
}

/** Says why an expression is false of an instance; only meant for those of which it is. */
export type Explain = (facts: QueryFacts) => readonly Unsatisfied[]

/** An expression is shown in full up to so many characters. */
const longest = 60

/**
 * Makes an explanation of an expression read from `text`. Of several things that must all hold it names those that do not;
 * of alternatives and negations it shows the whole, because no single part is to blame.
 */
export function explainerOf(expression: Expression, text: string): Explain {
  switch (expression.kind) {
    case 'and': {
      const parts = expression.operands.map((part) => ({ test: testOf(part), explain: explainerOf(part, text) }))
      return (facts) => parts.flatMap(({ test, explain }) => (test(facts) === false ? explain(facts) : []))
    }
    case 'or':
    case 'not': {
      const asked = shortened(text.slice(expression.span.start, expression.span.end))
      return () => [{ subject: 'memberOf', asked, has: 'not satisfied' }]
    }
    case 'predicate': {
      const subject = text.slice(expression.subject.span.start, expression.subject.span.end)
      const asked = shortened(text.slice(expression.operatorSpan.start, expression.span.end))
      return (facts) => [{ subject, asked, has: shownValue(expression, facts) }]
    }
  }
}

function shownValue({ subject }: Predicate, facts: QueryFacts): string {
  switch (subject.kind) {
    case 'agentConnected':
      return String(facts.agentConnected)
    case 'agentVersion':
      return facts.agentVersion
    case 'ec2InstanceId':
      return facts.name
    case 'registeredAt':
      return facts.registeredAt ?? 'not known'
    case 'runningTasksCount':
      return String(facts.taskCount)
    case 'task:group':
      return listed(facts.taskGroups) || 'none'
    case 'attribute': {
      const value = facts.attributes.get(subject.attribute)
      return value === undefined ? 'not set' : value === '' ? 'set' : value
    }
  }
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text
}
