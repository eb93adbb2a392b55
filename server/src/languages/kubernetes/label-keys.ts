import { judged, type Problems } from './demands.ts'
import { child, entriesOf, type Field, isSet } from './field.ts'
import { qualifiedName } from './grammar/names.ts'
import type { Manifest } from './manifest.ts'
import { isFilled, structsOf, textAt, textsOf } from './values.ts'

/** What is wrong with a list of label keys that adds to a selector: there has to be one, and keys are label keys. */
export function* labelKeyProblems(doc: Manifest, keys: Field, selector: Field): Problems {
  if (isFilled(keys) && !isSet(selector))
    yield doc.problem(keys, `${keys.step} are given without labelSelector; they add to one`, { onKey: true })
  else for (const { field, value } of textsOf(keys)) yield* judged(doc, field, 'key', value, qualifiedName)
}

/**
 * The entries of `matchLabelKeys` whose key the selector has already. Keys of labels that a Pod has become part of the selector before the
 * server looks; it then notices a key that stands there twice. Templates are not changed, so of them it notices less.
 */
export function* keysInSelector(doc: Manifest, keys: Field, mismatchKeys: Field | undefined, selector: Field): Iterable<Field> {
  const entries = textsOf(keys)
  if (entries.length === 0 || !isSet(selector)) return
  const added = [...entries, ...(mismatchKeys === undefined ? [] : textsOf(mismatchKeys))].filter(({ value }) => hasLabel(doc, value))
  const seen = new Set(entriesOf(child(selector, 'matchLabels')).map(({ step }) => String(step)))
  const expressions = structsOf(child(selector, 'matchExpressions')).map((one) => textAt(one, 'key'))
  for (const key of [...expressions, ...added.map(({ value }) => value)]) {
    if (key === undefined) continue
    const named = entries.findLast(({ value }) => value === key)
    if (named !== undefined && seen.has(key)) yield named.field
    seen.add(key)
  }
}

function hasLabel(doc: Manifest, key: string): boolean {
  return doc.pod?.bare === true && isSet(child(child(doc.pod.metadata, 'labels'), key))
}
