import { hasPlaceholder } from '../../syntax/placeholder.ts'
import { judged, oddPaths, type Problems, required } from './demands.ts'
import { child, entriesOf, type Field, isSet } from './field.ts'
import { labelValue, qualifiedName } from './grammar/names.ts'
import type { Manifest } from './manifest.ts'
import { isFilled, structsOf, textAt, textOf, textsOf } from './values.ts'
import { quote } from './words.ts'

/** What is wrong with a map of labels; the server names the map, not the entry. */
export function* labelProblems(doc: Manifest, labels: Field): Problems {
  const options = oddPaths(doc, labels)('')
  for (const entry of entriesOf(labels)) {
    const key = String(entry.step)
    const limit = hasPlaceholder(key) ? undefined : qualifiedName(key)
    if (limit !== undefined) yield doc.problem(entry, `label key is ${quote(key)}; ${limit}`, { ...options, onKey: true })
    const value = textOf(entry)
    if (value !== undefined) yield* judged(doc, entry, `label ${key}`, value, labelValue, options)
  }
}

/** What is wrong with a selector of labels. */
export function* selectorProblems(doc: Manifest, selector: Field): Problems {
  if (!isSet(selector)) return
  yield* labelProblems(doc, child(selector, 'matchLabels'))
  for (const requirement of structsOf(child(selector, 'matchExpressions'))) {
    yield* operatorProblems(doc, requirement)
    yield* keyProblems(doc, requirement)
    yield* valueProblems(doc, requirement)
  }
}

/** The key of a requirement must be there and be a label key. */
export function* keyProblems(doc: Manifest, requirement: Field): Problems {
  const key = child(requirement, 'key')
  yield* required(doc, key, 'key')
  const value = textOf(key)
  if (value) yield* judged(doc, key, 'key', value, qualifiedName)
}

/** The values of a requirement must be label values. */
export function* valueProblems(doc: Manifest, requirement: Field): Problems {
  for (const { field, value } of textsOf(child(requirement, 'values'))) yield* judged(doc, field, 'value', value, labelValue)
}

function* operatorProblems(doc: Manifest, requirement: Field): Problems {
  const operator = textAt(requirement, 'operator')
  const values = child(requirement, 'values')
  if (operator === 'In' || operator === 'NotIn') {
    if (!isFilled(values)) yield doc.problem(values, `values are missing; ${operator} compares with at least one`)
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (isFilled(values)) yield doc.problem(values, `values are given; ${operator} takes none`)
  } else if (operator !== undefined) {
    const fact = operator === '' ? 'operator is missing' : `operator is ${quote(operator)}`
    yield doc.problem(child(requirement, 'operator'), `${fact}; it is In, NotIn, Exists or DoesNotExist`)
  }
}
