import type { Span } from '../../../text/span.ts'

/** An expression of the cluster query language, with the places it was read from. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly span: Span; readonly operands: readonly Expression[] }
  | { readonly kind: 'not'; readonly span: Span; readonly operand: Expression }
  | Predicate

/** A question about one property of an instance. */
export interface Predicate {
  readonly kind: 'predicate'
  readonly span: Span
  readonly subject: Subject
  readonly operator: Operator
  readonly operatorSpan: Span
  /** One for most operators, any number for `in` and `not_in`, none for `exists` and `not_exists`. */
  readonly values: readonly Value[]
}

export interface Subject {
  readonly kind: SubjectKind
  readonly span: Span
  /** The attribute asked for; empty for all other subjects. */
  readonly attribute: string
}

/** A literal without its quotes; `span` includes them. */
export interface Value {
  readonly text: string
  readonly span: Span
}

export const subjectKinds = [
  'agentConnected',
  'agentVersion',
  'attribute',
  'ec2InstanceId',
  'registeredAt',
  'runningTasksCount',
  'task:group',
] as const
export type SubjectKind = (typeof subjectKinds)[number]

export type Operator =
  | 'equals'
  | 'not_equals'
  | 'greater_than'
  | 'greater_than_equal'
  | 'less_than'
  | 'less_than_equal'
  | 'exists'
  | 'not_exists'
  | 'in'
  | 'not_in'
  | 'matches'
  | 'not_matches'

/** Every way to write an operator, longest first, so that `>=` is found before `>`. */
export const operatorSpellings: readonly (readonly [string, Operator])[] = [
  ['greater_than_equal', 'greater_than_equal'],
  ['less_than_equal', 'less_than_equal'],
  ['greater_than', 'greater_than'],
  ['not_matches', 'not_matches'],
  ['not_equals', 'not_equals'],
  ['not_exists', 'not_exists'],
  ['less_than', 'less_than'],
  ['matches', 'matches'],
  ['!exists', 'not_exists'],
  ['equals', 'equals'],
  ['exists', 'exists'],
  ['not_in', 'not_in'],
  ['!in', 'not_in'],
  ['in', 'in'],
  ['==', 'equals'],
  ['!=', 'not_equals'],
  ['>=', 'greater_than_equal'],
  ['<=', 'less_than_equal'],
  ['=~', 'matches'],
  ['!~', 'not_matches'],
  ['>', 'greater_than'],
  ['<', 'less_than'],
]

const text: readonly Operator[] = ['equals', 'not_equals', 'in', 'not_in', 'matches', 'not_matches']
const order: readonly Operator[] = ['equals', 'not_equals', 'greater_than', 'greater_than_equal', 'less_than', 'less_than_equal']

/**
 * The operators each subject is documented to take.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html names none for attributes and task groups:
 * attributes take all, task groups what compares text.
 */
export const operatorsOf: Readonly<Record<SubjectKind, readonly Operator[]>> = {
  agentConnected: text,
  agentVersion: order,
  attribute: [...new Set([...text, ...order, 'exists' as const, 'not_exists' as const])],
  ec2InstanceId: text,
  registeredAt: order,
  runningTasksCount: order,
  'task:group': text,
}

/** Whether what runs on an instance can change the answer, so that it has to be asked again while tasks are placed. */
export function dependsOnTasks(expression: Expression): boolean {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.operands.some(dependsOnTasks)
    case 'not':
      return dependsOnTasks(expression.operand)
    case 'predicate':
      return expression.subject.kind === 'runningTasksCount' || expression.subject.kind === 'task:group'
  }
}
