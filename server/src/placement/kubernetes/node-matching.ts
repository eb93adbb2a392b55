import type { Labels } from './objects/json.ts'
import type { NodeSelectorTerm, PreferredTerm } from './objects/node-selector.ts'
import type { PodSpec } from './objects/pod.ts'
import { holds, int64, type Requirement } from './objects/selector.ts'

/** What terms look at. The name is "" where only labels count, as for volumes: then conditions on fields hold. */
export interface Matchable {
  readonly name: string
  readonly labels: Labels
}

/** A compiled wish about nodes. */
export interface Preference {
  readonly weight: number
  matches(node: Matchable): boolean
}

/** Whether one of the terms matches a node. Terms that are empty or that the scheduler cannot read match none. */
export function matchesTerms(terms: readonly NodeSelectorTerm[]): (node: Matchable) => boolean {
  const compiled = terms.filter((term) => !isEmpty(term) && problems(term, '').length === 0).map(termMatcher)
  return (node) => compiled.some((matches) => matches(node))
}

/** What a pod's `nodeSelector` and required node affinity say about nodes; undefined if they say nothing. */
export function requiredOf({ nodeSelector, affinity }: PodSpec): ((node: Matchable) => boolean) | undefined {
  const { required } = affinity.node
  if (nodeSelector === undefined && required === undefined) return undefined
  const pairs = [...(nodeSelector ?? [])]
  const terms = required && matchesTerms(required)
  return (node) => pairs.every(([key, value]) => node.labels.get(key) === value) && (terms === undefined || terms(node))
}

/** Compiles wishes, or says in the scheduler's words what it cannot read. Such wishes pass validation and fail when nodes are scored. */
export function compilePreferences(terms: readonly PreferredTerm[]): readonly Preference[] | { readonly error: string } {
  const used = terms.flatMap((term, index) => (term.weight === 0 || isEmpty(term.preference) ? [] : [{ term, index }]))
  const errors = [...new Set(used.flatMap(({ term, index }) => problems(term.preference, `[${index}]`)))]
  const [only] = errors
  if (only !== undefined) return { error: errors.length === 1 ? only : `[${errors.join(', ')}]` }
  return used.map(({ term }) => ({ weight: term.weight, matches: termMatcher(term.preference) }))
}

function isEmpty({ expressions, fields }: NodeSelectorTerm): boolean {
  return expressions.length === 0 && fields.length === 0
}

function termMatcher({ expressions, fields }: NodeSelectorTerm): (node: Matchable) => boolean {
  return ({ name, labels }) =>
    expressions.every((requirement) => holds(requirement, labels)) &&
    (name === '' || fields.every(({ operator, values }) => (operator === 'In') === (values[0] === name)))
}

/** What the scheduler's own reading of a term objects to, which is stricter than the API's. */
function problems({ expressions, fields }: NodeSelectorTerm, path: string): readonly string[] {
  return [
    ...expressions.flatMap((one, index) => expressionProblems(one, `${path}.matchExpressions[${index}]`)),
    ...fields.flatMap((one, index) => fieldProblems(one, `${path}.matchFields[${index}]`)),
  ]
}

function expressionProblems({ key, operator, values }: Requirement, path: string): readonly string[] {
  const found: string[] = []
  const list = `[]string{${values.map((value) => JSON.stringify(value)).join(', ')}}`
  const invalid = (detail: string) => found.push(`${path}.values: Invalid value: ${list}: ${detail}`)
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0) invalid("for 'in', 'notin' operators, values set can't be empty")
      break
    case 'Exists':
    case 'DoesNotExist':
      if (values.length !== 0) invalid('values set must be empty for exists and does not exist')
      break
    case 'Gt':
    case 'Lt':
      if (values.length !== 1) invalid("for 'Gt', 'Lt' operators, exactly one value is required")
      values.forEach((value, index) => {
        if (int64(value) === undefined) found.push(notInteger(value, `${path}.values[${index}]`))
      })
      break
    default:
      return [`${path}.operator: Invalid value: ${JSON.stringify(operator)}: not a valid selector operator`]
  }
  return [...found, ...values.flatMap((value, index) => labelValueProblem(key, value, `${path}.values[${index}]`))]
}

function notInteger(value: string, path: string): string {
  return `${path}: Invalid value: ${JSON.stringify(value)}: for 'Gt', 'Lt' operators, the value must be an integer`
}

const format = '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?'
const validValue = new RegExp(`^${format}$`)

function labelValueProblem(key: string, value: string, path: string): readonly string[] {
  const details: string[] = []
  if (value.length > 63) details.push('must be no more than 63 bytes')
  if (!validValue.test(value)) {
    const rule =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
    const examples = "(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is"
    details.push(`${rule} alphanumeric character ${examples} '${format}')`)
  }
  return details.length === 0 ? [] : [`${path}[${key}]: Invalid value: ${JSON.stringify(value)}: ${details.join('; ')}`]
}

function fieldProblems({ operator, values }: Requirement, path: string): readonly string[] {
  if (operator !== 'In' && operator !== 'NotIn') {
    return [`${path}.operator: Invalid value: ${JSON.stringify(operator)}: not a valid field selector operator`]
  }
  const list = `[]string{${values.map((value) => JSON.stringify(value)).join(', ')}}`
  return values.length === 1 ? [] : [`${path}.values: Invalid value: ${list}: must have one element`]
}
