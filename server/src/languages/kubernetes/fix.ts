import type { JsonValue } from '../../syntax/json-layout.ts'
import { entry, isWhole, items, type MapNode, type Node, type Step } from '../../syntax/node.ts'
import { removeChildren, renameKey, setEntry } from '../../syntax/yaml-edit.ts'
import type { Fix } from '../../text/finding.ts'
import { type Field, stepsOf } from './field.ts'
import type { Manifest } from './manifest.ts'

/**
 * The fixes that rules offer, made when somebody asks for them: a list of one or none. They change how a container works, so whoever
 * wrote it has to choose them: none is safe enough to be made on its own.
 */
type Fixes = () => readonly Fix[]

/** Longer texts get no fixes: looking for the place of an edit hundreds of times in them would keep everybody waiting. */
const longest = 262_144

/** Gives a field a value, with the fields around it where they are not there yet. None where the place is written with an alias. */
export function setField(doc: Manifest, field: Field, value: JsonValue): Fixes {
  return () => {
    const place = placeOf(doc, stepsOf(field))
    if (place === undefined || doc.text.length > longest) return []
    const { parent, key, rest } = place
    const edits = setEntry(doc.text, parent, key, nested(rest, value))
    return edits.length === 0 ? [] : [{ title: `Set ${[...namesOf(field)].join('.')}: ${words(value)}`, edits, guess: true }]
  }
}

/** Takes a field away, with its line. None where it is not written or stands behind an alias. */
export function removeField(doc: Manifest, field: Field): Fixes {
  return () => {
    const place = placeOf(doc, stepsOf(field))
    const found = place && place.rest.length === 0 ? entry(place.parent, place.key) : undefined
    if (place === undefined || found === undefined || doc.text.length > longest) return []
    return [{ title: `Remove ${place.key}`, edits: removeChildren(doc.text, place.parent, [found]), guess: true }]
  }
}

/** Writes another key in the place of one, with the same value. None where the other is there already. */
export function renameField(doc: Manifest, field: Field, key: string): Fixes {
  return () => {
    const place = placeOf(doc, stepsOf(field))
    const found = place && place.rest.length === 0 ? entry(place.parent, place.key) : undefined
    if (place === undefined || found === undefined || entry(place.parent, key) || doc.text.length > longest) return []
    return [{ title: `Change to "${key}"`, edits: [renameKey(doc.text, found, key)], guess: true }]
  }
}

interface Place {
  readonly parent: MapNode
  readonly key: string
  /** Keys below it that are not there either. */
  readonly rest: readonly string[]
}

/** The innermost map on the way that is there, and what comes below it. */
function placeOf({ root }: Manifest, steps: readonly Step[]): Place | undefined {
  let here: Node | undefined = root
  for (const [index, step] of steps.entries()) {
    if (here === undefined || here.anchor !== undefined) return undefined
    if (typeof step === 'number') here = items(here)[step]
    else {
      if (here.kind !== 'map' || !isWhole(here) || here.merged !== undefined) return undefined
      const next: Node | undefined = entry(here, step)?.value
      const names = steps.slice(index + 1).filter((one) => typeof one === 'string')
      if (index === steps.length - 1 || next === undefined || isNothing(next)) {
        return names.length === steps.length - index - 1 ? { parent: here, key: step, rest: names } : undefined
      }
      here = next
    }
  }
  return undefined
}

function isNothing(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null
}

function nested(keys: readonly string[], value: JsonValue): JsonValue {
  return keys.reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value)
}

/** The names of a field below the container or pod that it belongs to. */
function namesOf(field: Field): readonly string[] {
  const steps = stepsOf(field)
  const start =
    Math.max(
      steps.findLastIndex((step) => typeof step === 'number'),
      steps.lastIndexOf('spec'),
    ) + 1
  return steps.slice(start).map(String)
}

function words(value: JsonValue): string {
  return Array.isArray(value) ? `[${value.map(words).join(', ')}]` : String(value)
}
