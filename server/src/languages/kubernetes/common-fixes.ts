import { schemaAt } from '../../schema/at.ts'
import type { JsonValue } from '../../syntax/json-layout.ts'
import { entry, get, isWhole, items, locate, type MapNode, type Node, at as nodeAt, type Step, text as textOf } from '../../syntax/node.ts'
import { insertEntries, removeChildren, renameKey, replaceValue, setEntry } from '../../syntax/yaml-edit.ts'
import { type Finding, type Fix, fixesOf } from '../../text/finding.ts'
import { beginning, wantedLabels } from './beginnings.ts'
import type { KubernetesDocument } from './document.ts'
import { objectAt, type WrittenObject } from './objects.ts'
import { kubernetesBundle, schemaOfObject } from './schema.ts'

/** So many findings of a document get fixes of this kind; who has more gets the others when these are gone. */
const mostFixed = 200

/** Longer texts get none: looking for the place of an edit hundreds of times in them would keep everybody waiting. */
const longest = 262_144

/**
 * Findings with the fixes that follow from their place alone, where their rule has none: the word that was meant, a value for what is
 * missing, or taking away what is too much. The writer has to know whether that is right, so all of them are choices.
 */
export function withCommonFixes<F extends Finding>(doc: KubernetesDocument, findings: readonly F[]): readonly F[] {
  if (doc.text.length > longest) return findings
  return findings.map((finding, i) => {
    const fixes = () => {
      const own = fixesOf(finding)
      return own.length > 0 || i >= mostFixed ? own : commonFixes(doc, finding)
    }
    return { ...finding, fixes }
  })
}

function commonFixes(doc: KubernetesDocument, finding: Finding): readonly Fix[] {
  const word = meant(doc, finding)
  if (word.length > 0) return word
  const steps = stepsOf(finding.path ?? '')
  const below = Object.hasOwn(absent, finding.code) ? absent[finding.code] : undefined
  const place = placeOf(doc, below === undefined ? steps : [...steps.slice(0, -1), ...below])
  if (place === undefined) return []
  const own = Object.hasOwn(ownFixes, finding.code) ? ownFixes[finding.code] : undefined
  if (own !== undefined) return own(doc.text, place)
  return [missing, superfluous].flatMap((make) => make(doc.text, place, finding)).map((fix) => ({ ...fix, guess: true as const }))
}

/** What a container lacks, where the finding is shown at its name. */
const absent: Readonly<Record<string, readonly string[]>> = {
  'cpu-limit': ['resources', 'limits', 'cpu'],
  'cpu-request': ['resources', 'requests', 'cpu'],
  'memory-limit': ['resources', 'limits', 'memory'],
  'memory-request': ['resources', 'requests', 'memory'],
  'ephemeral-storage-limit': ['resources', 'limits', 'ephemeral-storage'],
  'no-liveness-probe': ['livenessProbe'],
  'no-readiness-probe': ['readinessProbe'],
  'security-context-missing': ['securityContext'],
}

/** What mends the findings of some rules. */
const ownFixes: Readonly<Record<string, (text: string, place: Place) => readonly Fix[]>> = {
  'few-replicas': change(2),
  'pull-policy-always': change('Always'),
  'low-user-id': change(10_001),
  'run-as-root-user': change(10_001),
  'non-root-user': change(10_001),
  'volume-unused': removeItem,
  'duplicate-env-var': removeItem,
  'host-alias-repeated': removeItem,
  'mount-path-repeated': removeItem,
  'deprecated-service-account-field': renameServiceAccount,
  'cron-schedule': moveTimeZone,
  'selector-matches-template': copyLabels,
}

function change(value: string | number): (text: string, place: Place) => readonly Fix[] {
  return (text, { parent, key, rest, node }) =>
    rest.length > 0 || node?.anchor !== undefined
      ? []
      : [{ title: `Set ${key}: ${value}`, edits: setEntry(text, parent, key, value), guess: true }]
}

/** Takes away the item of a list that the field belongs to; the only one stays. */
function removeItem(text: string, { object, path }: Place): readonly Fix[] {
  const at = path.findLastIndex((step) => typeof step === 'number')
  const list = nodeAt(object.root, path.slice(0, at))
  const item = items(list)[Number(path[at])]
  if (list?.kind !== 'list' || item === undefined || item.anchor !== undefined || list.items.length < 2) return []
  return [{ title: 'Remove it', edits: removeChildren(text, list, [item]), guess: true }]
}

/** Both names mean the same, so nothing changes but the spelling. */
function renameServiceAccount(text: string, { parent }: Place): readonly Fix[] {
  const found = entry(parent, 'serviceAccount')
  if (found === undefined || entry(parent, 'serviceAccountName') !== undefined) return []
  return [{ title: 'Rename to serviceAccountName', edits: [renameKey(text, found, 'serviceAccountName')] }]
}

/** A zone in front of a schedule becomes the field for it. */
function moveTimeZone(text: string, { parent, node }: Place): readonly Fix[] {
  const [, zone, rest] = /^(?:CRON_)?TZ=(\S+)\s+(\S.*)$/.exec(textOf(node) ?? '') ?? []
  if (node === undefined || zone === undefined || rest === undefined || entry(parent, 'timeZone') !== undefined) return []
  return [{ title: `Set timeZone: ${zone}`, edits: [replaceValue(text, node, rest), ...setEntry(text, parent, 'timeZone', zone)] }]
}

/** The selector cannot be changed once it is there, so the labels follow it. */
function copyLabels(text: string, { object, path, parent, key, rest, node }: Place): readonly Fix[] {
  const wanted = wantedLabels(object, path)
  if (wanted === undefined || (node !== undefined && node.kind !== 'map')) return []
  const title = `Add ${Object.entries(wanted)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')}`
  if (node === undefined) {
    const value = rest.reduceRight<JsonValue>((inner, name) => ({ [name]: inner }), wanted)
    return [{ title, edits: setEntry(text, parent, key, value), guess: true }]
  }
  if (node.anchor !== undefined || node.merged !== undefined) return []
  const [there, missingOnes] = [
    Object.entries(wanted).filter(([name]) => get(node, name)),
    Object.entries(wanted).filter(([name]) => !get(node, name)),
  ]
  const edits = [
    ...there.flatMap(([name, value]) => setEntry(text, node, name, value)),
    ...(missingOnes.length > 0 ? insertEntries(text, node, Object.fromEntries(missingOnes)) : []),
  ]
  return [{ title, edits, guess: true }]
}

/** Where the field of a finding stands, or would. */
interface Place {
  readonly object: WrittenObject
  /** Leads to it from the object. */
  readonly path: readonly Step[]
  readonly parent: MapNode
  readonly key: string
  readonly node: Node | undefined
  /** Keys between the parent and the field that are not there either. */
  readonly rest: readonly string[]
}

function placeOf({ root }: KubernetesDocument, steps: readonly Step[]): Place | undefined {
  const found = objectAt(root, steps)
  if (found === undefined || steps.length === 0) return undefined
  let here: Node | undefined = found.object.root
  for (const [i, step] of found.inner.entries()) {
    // What an alias or merge key brings in stands elsewhere, and for others too.
    if (here === undefined || here.anchor !== undefined) return undefined
    if (typeof step === 'number') here = items(here)[step]
    else {
      if (here.kind !== 'map' || !isWhole(here) || here.merged !== undefined) return undefined
      const next: Node | undefined = get(here, step)
      const rest = found.inner.slice(i + 1)
      const last = rest.length === 0
      if (last || next === undefined || (next.kind === 'scalar' && next.value === null)) {
        const names = rest.filter((one) => typeof one === 'string')
        return names.length < rest.length
          ? undefined
          : { object: found.object, path: found.inner, parent: here, key: step, node: next, rest: names }
      }
      here = next
    }
  }
  return undefined
}

/** `spec.containers[0].resources.limits[nvidia.com/gpu]` as steps. */
function stepsOf(path: string): readonly Step[] {
  return [...path.matchAll(/\[(\d+)\]|\[([^\]]*)\]|[^.[\]]+/g)].map(([word, index, key]) =>
    index === undefined ? (key ?? word) : Number(index),
  )
}

/** The word that the finding itself names, in place of the one it is shown at. */
function meant({ text, root }: KubernetesDocument, { message, span }: Finding): readonly Fix[] {
  const word = /; did you mean ([^\s"]+)$/.exec(message)?.[1]
  const node = locate(root, span.start)?.nodes.at(-1)
  if (word === undefined || node?.kind !== 'scalar' || node.span.start !== span.start || node.anchor !== undefined) return []
  return [{ title: `Change to ${word}`, edits: [replaceValue(text, node, word)], guess: true }]
}

/** A value to begin with. */
function missing(text: string, place: Place, { message }: Finding): readonly Fix[] {
  const { parent, key, rest, node, path, object } = place
  const there = node !== undefined && !(node.kind === 'scalar' && node.value === null)
  if (there || !/\b(?:missing|no|without|not set)\b/.test(message)) return []
  const value = beginning(object, path)
  if (value === undefined) return []
  const edits = setEntry(
    text,
    parent,
    key,
    rest.reduceRight<JsonValue>((inner, name) => ({ [name]: inner }), value),
  )
  const name = [key, ...rest].join('.')
  return edits.length === 0 ? [] : [{ title: typeof value === 'object' ? `Add ${name}` : `Set ${name}: ${value}`, edits }]
}

/** Takes away what need not be there. */
function superfluous(text: string, { object, path, parent, key, node, rest }: Place, { message, severity }: Finding): readonly Fix[] {
  const found = entry(parent, key)
  if (
    node === undefined ||
    rest.length > 0 ||
    found === undefined ||
    parent.entries.length < 2 ||
    severity === 'hint' ||
    severity === 'info'
  )
    return []
  // A whole structure goes only where it may not be there at all.
  if (node.kind !== 'scalar' && !/ (?:is|are) set\b/.test(message)) return []
  const holder = schemaAt(kubernetesBundle(), schemaOfObject(object), path.slice(0, -1))
  const needed = [...(holder?.required ?? []), ...(holder?.typical ?? []), ...(holder?.requiredAny?.flat() ?? [])].includes(key)
  return needed || /did you mean/.test(message) ? [] : [{ title: `Remove ${key}`, edits: removeChildren(text, parent, [found]) }]
}
