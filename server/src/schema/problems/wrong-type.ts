import type { Entry, MapNode, Node } from '../../syntax/node.ts'
import type { Fix } from '../../text/finding.ts'
import type { Draft, Place } from '../conform.ts'
import { conversions } from './conversions.ts'
import { fieldName, typeWords, valueWords } from './words.ts'

/** A value of a type that its key does not take. Null has a code of its own: tools print it for what was never set. */
export function wrongType(place: Place): Draft {
  const { node, path, schema } = place
  if (node.kind === 'scalar' && node.value === null) return nullValue(place)
  return {
    code: 'wrong-type',
    severity: 'error',
    message: `${path.length === 0 ? 'the document' : fieldName(path)} is ${valueWords(node)}; expected ${typeWords(schema)}`,
    span: node.kind === 'scalar' ? node.span : { start: node.span.start, end: node.span.start + 1 },
    path,
    fixes: () => conversions(place),
  }
}

function nullValue(place: Place): Draft {
  const { node, path, schema, parentSchema } = place
  const key = path.at(-1)
  const refused = typeof key === 'number' || (parentSchema?.required?.includes(String(key)) ?? false)
  return {
    code: 'null-value',
    severity: refused ? 'error' : 'warning',
    message: `${fieldName(path)} is null; expected ${typeWords(schema)}${refused ? '' : ', or no such key'}`,
    span: node.span,
    path,
    fixes: () => (refused ? [] : [...removal(place), ...removalOfAll(place)]),
  }
}

function removal({ subject, node, parent }: Place): readonly Fix[] {
  if (parent?.kind !== 'map') return []
  const found = parent.entries.find(({ value }) => value === node)
  return found === undefined
    ? []
    : [{ title: `Remove "${found.key.value}"`, edits: subject.edits.removeChildren(subject.text, parent, [found]) }]
}

function removalOfAll({ subject }: Place): readonly Fix[] {
  const all = [...nulls(subject.root)]
  const count = all.reduce((sum, { gone }) => sum + gone.length, 0)
  if (count < 2) return []
  return [
    {
      title: `Remove all ${count} keys that are null`,
      edits: all.flatMap(({ map, gone }) => subject.edits.removeChildren(subject.text, map, gone)),
    },
  ]
}

function* nulls(node: Node): Generator<{ readonly map: MapNode; readonly gone: readonly Entry[] }> {
  if (node.kind === 'list') for (const item of node.items) yield* nulls(item)
  if (node.kind !== 'map') return
  const gone = node.entries.filter(({ value }) => value?.kind === 'scalar' && value.value === null)
  if (gone.length > 0) yield { map: node, gone }
  for (const { value } of node.entries) if (value !== undefined) yield* nulls(value)
}
