import { hasPlaceholder } from '../../syntax/placeholder.ts'
import { child, entriesOf, type Field, isSet } from './field.ts'
import type { Manifest } from './manifest.ts'
import { isMisread, structsOf, textAt, textOf, textsOf } from './values.ts'

/** What a selector asks of labels, in words, and whether labels have it; `undefined` where nobody can tell yet. */
interface Requirement {
  readonly words: string
  readonly key: string
  holds(value: string | undefined): boolean
}

/** What of a selector a map of labels does not have, in words. What holds a placeholder is taken for met. */
export function unmet(doc: Manifest, selector: Field, labels: Field): readonly string[] {
  if (entriesOf(labels).some(({ step }) => hasPlaceholder(String(step)))) return []
  return requirementsOf(selector)
    .filter(({ key, holds }) => {
      const label = child(labels, key)
      if (isMisread(doc, label)) return false
      const value = isSet(label) ? textOf(label) : undefined
      return isSet(label) && value === undefined ? false : !holds(value)
    })
    .map(({ words }) => words)
}

function requirementsOf(selector: Field): readonly Requirement[] {
  return [
    ...entriesOf(child(selector, 'matchLabels')).flatMap(equality),
    ...structsOf(child(selector, 'matchExpressions')).flatMap(expression),
  ]
}

/** A plain map of labels, such as that of a ReplicationController, as a selector. */
export function unmetLabels(doc: Manifest, wanted: Field, labels: Field): readonly string[] {
  return unmet(doc, { value: { matchLabels: wanted.value }, parent: undefined, step: '' }, labels)
}

function equality(entry: Field): readonly Requirement[] {
  const wanted = textOf(entry)
  const key = String(entry.step)
  if (wanted === undefined || hasPlaceholder(key)) return []
  return [{ words: `${key}=${wanted}`, key, holds: (value) => value === wanted }]
}

function expression(requirement: Field): readonly Requirement[] {
  const key = textAt(requirement, 'key')
  const given = textsOf(child(requirement, 'values')).map(({ value }) => value)
  const open = given.length < valueCount(requirement)
  if (key === undefined || open) return []
  const list = `(${given.join(', ')})`
  switch (textAt(requirement, 'operator')) {
    case 'In':
      return [{ words: `${key} in ${list}`, key, holds: (value) => value !== undefined && given.includes(value) }]
    case 'NotIn':
      return [{ words: `${key} not in ${list}`, key, holds: (value) => value === undefined || !given.includes(value) }]
    case 'Exists':
      return [{ words: `a label ${key}`, key, holds: (value) => value !== undefined }]
    case 'DoesNotExist':
      return [{ words: `no label ${key}`, key, holds: (value) => value === undefined }]
    default:
      return []
  }
}

function valueCount(requirement: Field): number {
  const { value } = child(requirement, 'values')
  return Array.isArray(value) ? value.length : 0
}
