import { RE2JS } from 're2js'
import type { Expression, Operator, Predicate, Value } from './expression.ts'

/** What a query may ask of an instance. */
export interface QueryFacts {
  readonly name: string
  readonly agentConnected: boolean
  readonly agentVersion: string
  /** ISO 8601; undefined if nobody knows. */
  readonly registeredAt: string | undefined
  readonly attributes: ReadonlyMap<string, string>
  readonly taskCount: number
  /** Task groups with tasks on the instance. */
  readonly taskGroups: readonly string[]
}

/** The answer, or undefined where it cannot be told: a pattern or a date that cannot be read, a fact that is not known. */
export type Test = (facts: QueryFacts) => boolean | undefined

/**
 * Makes a test of an expression, with its patterns compiled once. Patterns are matched in time linear to the value and against the whole
 * of it; what Java knows beyond that (look-around, back references) cannot be told.
 */
export function testOf(expression: Expression): Test {
  switch (expression.kind) {
    case 'and': {
      const tests = expression.operands.map(testOf)
      return (facts) => all(tests.map((test) => test(facts)))
    }
    case 'or': {
      const tests = expression.operands.map(testOf)
      return (facts) => not(all(tests.map((test) => not(test(facts)))))
    }
    case 'not': {
      const test = testOf(expression.operand)
      return (facts) => not(test(facts))
    }
    case 'predicate':
      return predicate(expression)
  }
}

/** False if one is false, else undefined if one is, else true. */
function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false
  return answers.includes(undefined) ? undefined : true
}

function not(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer
}

function predicate({ subject, operator, values }: Predicate): Test {
  switch (subject.kind) {
    case 'agentConnected': {
      const asked = text(operator, values)
      return ({ agentConnected }) => asked(String(agentConnected))
    }
    case 'ec2InstanceId': {
      const asked = text(operator, values)
      return ({ name }) => asked(name)
    }
    case 'attribute': {
      const asked = ordered.has(operator) ? comparing(operator, values, compareLoosely) : text(operator, values)
      return ({ attributes }) => asked(attributes.get(subject.attribute))
    }
    case 'task:group': {
      const negative = negated[operator]
      const asked = text(negative ?? operator, values)
      const any = (groups: readonly string[]) => not(all(groups.map((group) => not(asked(group)))))
      return ({ taskGroups }) => (negative === undefined ? any(taskGroups) : not(any(taskGroups)))
    }
    case 'agentVersion': {
      const asked = comparing(operator, values, compareVersions)
      return ({ agentVersion }) => asked(agentVersion)
    }
    case 'registeredAt': {
      const asked = comparing(operator, values, compareDates)
      return ({ registeredAt }) => (registeredAt === undefined ? undefined : asked(registeredAt))
    }
    case 'runningTasksCount': {
      const asked = comparing(operator, values, compareNumbers)
      return ({ taskCount }) => asked(String(taskCount))
    }
  }
}

/** An operator that says no to what another says yes to. */
const negated: Readonly<Partial<Record<Operator, Operator>>> = {
  not_equals: 'equals',
  not_in: 'in',
  not_matches: 'matches',
  not_exists: 'exists',
}

const ordered: ReadonlySet<Operator> = new Set(['greater_than', 'greater_than_equal', 'less_than', 'less_than_equal'])

/** Compares text; what an instance does not have equals nothing and matches nothing. */
function text(operator: Operator, values: readonly Value[]): (value: string | undefined) => boolean | undefined {
  const positive = negated[operator]
  if (positive !== undefined) {
    const asked = text(positive, values)
    return (value) => not(asked(value))
  }
  switch (operator) {
    case 'exists':
      return (value) => value !== undefined
    case 'matches': {
      const pattern = compiled(values[0]?.text ?? '')
      return (value) => (value === undefined ? false : pattern?.matches(value))
    }
    default: {
      const asked = new Set(values.map(({ text: one }) => one))
      return (value) => value !== undefined && asked.has(value)
    }
  }
}

function compiled(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern)
  } catch {
    return undefined
  }
}

/** Negative, zero or positive as the first comes before, with or behind the second; undefined if they cannot be compared. */
type Compare = (a: string, b: string) => number | undefined

function comparing(operator: Operator, values: readonly Value[], compare: Compare): (value: string | undefined) => boolean | undefined {
  const asked = values[0]?.text ?? ''
  return (value) => {
    if (value === undefined) return operator === 'not_equals'
    const result = compare(value, asked)
    return result === undefined ? undefined : holds(operator, result)
  }
}

function holds(operator: Operator, comparison: number): boolean | undefined {
  switch (operator) {
    case 'equals':
      return comparison === 0
    case 'not_equals':
      return comparison !== 0
    case 'greater_than':
      return comparison > 0
    case 'greater_than_equal':
      return comparison >= 0
    case 'less_than':
      return comparison < 0
    case 'less_than_equal':
      return comparison <= 0
    default:
      return undefined
  }
}

const compareNumbers: Compare = (a, b) => {
  const [left, right] = [Number(a), Number(b)]
  return Number.isNaN(left) || Number.isNaN(right) || b.trim() === '' ? undefined : left - right
}

/** Attributes are text; where both sides are numbers they are compared as such. */
const compareLoosely: Compare = (a, b) => compareNumbers(a, b) ?? (a < b ? -1 : a > b ? 1 : 0)

/** `1.9.0` before `1.10`: part by part as numbers, missing parts counting as zero. */
const compareVersions: Compare = (a, b) => {
  const [left, right] = [a, b].map((version) => version.replace(/^v/, '').split('.').map(Number))
  if (left === undefined || right === undefined || [...left, ...right].some(Number.isNaN)) return undefined
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Dates with offset, with Z, without zone (then UTC), or the day alone. */
const compareDates: Compare = (a, b) => {
  const [left, right] = [a, b].map(instant)
  return left === undefined || right === undefined ? undefined : left - right
}

function instant(date: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(date)
  if (match === null) return undefined
  const zone = match[3] === undefined ? 'Z' : match[3].toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  const time = Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}${zone}`)
  return Number.isNaN(time) ? undefined : time
}
