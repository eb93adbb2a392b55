import type { RuleSettings } from '../../rules/run.ts'
import { splitYaml } from '../../syntax/yaml.ts'
import type { Finding } from '../../text/finding.ts'
import { sameEnds } from '../../text/same-ends.ts'
import type { Span } from '../../text/span.ts'
import { type Bug, checkDocument } from './check.ts'
import { type KubernetesDocument, readDocument } from './document.ts'
import { type Memory, newMemory } from './memory.ts'

/** A document where it stands in its file. */
export interface Part {
  readonly span: Span
  readonly doc: KubernetesDocument
  /** Shared by all readings in which the text of the document is the same. */
  readonly kept: Kept
}

/** What is known of a document. */
interface Kept {
  found?: Found
  /** Of its objects, if it has come from another by an edit. */
  memories?: readonly Memory[] | undefined
}

/** What was found in a document; it holds as long as the settings do. */
interface Found {
  readonly settings: RuleSettings
  readonly findings: readonly Finding[]
}

/** A text in its parts. */
interface InParts {
  readonly text: string
  readonly parts: readonly Part[]
}

/**
 * The documents of a text. Those whose text is the same as before are not read again, wherever they stand now; one that begins where
 * another did comes from that.
 */
export function readParts(text: string, before: InParts | undefined): readonly Part[] {
  const spans = splitYaml(text)
  if (before === undefined) return spans.map((where) => fresh(text, where, undefined))
  const untouched = untouchedParts(text, before)
  const edited = new Set<Part>()
  let byText: ReadonlyMap<string, Part> | undefined
  const parts = spans.map((where) => {
    const same = untouched(where)
    if (same !== undefined) return { ...same, span: where }
    byText ??= new Map(before.parts.map((part) => [part.doc.text, part]))
    const moved = byText.get(text.slice(where.start, where.end))
    if (moved !== undefined) return { ...moved, span: where }
    const part = fresh(text, where, before)
    edited.add(part)
    return part
  })
  forgetMost(parts, edited)
  return parts
}

/** So many objects of a text are remembered at most, which takes some 200 kB for each. */
const mostRemembered = 20
/** Who changes more documents at a time does not write them by hand. */
const mostEdited = 3

/** What is remembered has to be worth it: it takes longer the first time. Of too many objects those are remembered that were edited last. */
function forgetMost(parts: readonly Part[], edited: ReadonlySet<Part>): void {
  const isByHand = edited.size <= mostEdited && objectsOf([...edited]) <= mostRemembered
  if (!isByHand) for (const { kept } of edited) kept.memories = undefined
  const remembered = parts.filter(({ kept }) => kept.memories !== undefined)
  if (objectsOf(remembered) > mostRemembered) for (const part of remembered) if (!edited.has(part)) part.kept.memories = undefined
}

function objectsOf(parts: readonly Part[]): number {
  return parts.reduce((count, { doc }) => count + doc.objects.length, 0)
}

function fresh(text: string, where: Span, before: InParts | undefined): Part {
  const origin = before?.parts.find(({ span: { start } }) => start === where.start)
  const doc = readDocument(text.slice(where.start, where.end), origin?.doc)
  return {
    span: where,
    doc,
    kept: origin === undefined ? {} : { memories: doc.objects.map((_, i) => origin.kept.memories?.[i] ?? newMemory()) },
  }
}

/** Finds the part that stands wholly before or behind the stretch in which the texts differ, and has the same text therefore. */
function untouchedParts(text: string, before: InParts): (where: Span) => Part | undefined {
  const { start, end } = sameEnds(before.text, text)
  const by = text.length - before.text.length
  const byStart = new Map(before.parts.map((part) => [part.span.start, part]))
  return (where) => {
    const shift = where.end <= start ? 0 : where.start >= text.length - end ? by : undefined
    const part = shift === undefined ? undefined : byStart.get(where.start - shift)
    return part !== undefined && part.span.end + (shift ?? 0) === where.end ? part : undefined
  }
}

/** What is wrong with a part, counted from its beginning. */
export function findingsOf({ doc, kept }: Part, settings: RuleSettings, bug?: Bug): readonly Finding[] {
  if (kept.found === undefined || !areSame(kept.found.settings, settings)) {
    const findings = checkDocument(doc, settings, bug, kept.memories).map(({ stage: _, ...finding }) => finding)
    kept.found = { settings, findings }
  }
  return kept.found.findings
}

/** The host may put the same settings together anew for every request. */
function areSame(a: RuleSettings, b: RuleSettings): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
