import { blocks, commentBlocks, surroundings } from '../../syntax/structure.ts'
import { commentsOf } from '../../syntax/yaml-comments.ts'
import type { Edit } from '../../text/edit.ts'
import { type Finding, shifted } from '../../text/finding.ts'
import { movedSpan } from '../../text/span.ts'
import type { Completion, Fold, Hover, Language, OutlineItem, Reading } from '../language.ts'
import { claimsKubernetes } from './claims.ts'
import { completeManifest } from './completion/index.ts'
import type { KubernetesDocument } from './document.ts'
import { hoverManifest } from './hover/index.ts'
import { linksOf } from './links.ts'
import { namesOf } from './names.ts'
import { outlineOf } from './outline.ts'
import { findingsOf, type Part, readParts } from './parts.ts'
import { kubernetesRules } from './rules/index.ts'
import { readRules } from './rules/read.ts'
import { ignoredHere } from './silence.ts'
import { workloadsOf } from './workloads.ts'

/** Manifests of pods and of what makes pods, in YAML or JSON, several in one file. */
export const kubernetes: Language = {
  id: 'kubernetes',
  name: 'Kubernetes manifest',
  claims: claimsKubernetes,
  triggers: ' ":-',
  beside: besideOthers,
  rules: [...readRules.map(({ rule }) => rule), ...kubernetesRules],
  read: (text, previous) => reading(text, previous && isInParts(previous) ? previous : undefined),
}

/** A reading that knows its parts. A weak map would keep every version of a text until the next full collection of garbage. */
interface ReadInParts extends Reading {
  readonly parts: readonly Part[]
}

function partsOf(reading: Reading): readonly Part[] {
  return isInParts(reading) ? reading.parts : []
}

function isInParts(reading: Reading): reading is ReadInParts {
  return 'parts' in reading
}

function reading(text: string, before: ReadInParts | undefined): Reading {
  const parts = readParts(text, before)
  const made: ReadInParts = {
    text,
    parts,
    check: (settings, bug) => parts.flatMap((part) => shifted(findingsOf(part, settings, bug), part.span.start)),
    checkParts: (settings, bug) => parts.map((part) => ({ start: part.span.start, findings: findingsOf(part, settings, bug) })),
    suppress: ({ code, severity, span: { start } }) => (severity === 'error' ? [] : ignoredHere(text, code, start)),
    complete: (offset) => completeIn(parts, offset, false),
    hover: (offset, now) => hoverIn(parts, offset, now, false),
    outline: () => parts.flatMap(({ span: { start }, doc }) => outlineOf(doc.root).map((item) => movedOutline(item, start))),
    names: () =>
      namesOf(
        text,
        parts.map(({ doc, span: { start } }) => ({ text: doc.text, root: doc.root, start })),
      ),
    folds: () => parts.flatMap(({ span: { start }, doc }) => foldsOf(doc).map((fold) => ({ ...fold, span: movedSpan(fold.span, start) }))),
    selections(offset) {
      const part = partAt(parts, offset)
      if (part === undefined) return []
      const { start } = part.span
      return surroundings(part.doc.text, part.doc.root, offset - start).map((one) => movedSpan(one, start))
    },
    links: () =>
      parts.flatMap(({ span: { start }, doc }) =>
        linksOf(doc.text, doc.root).map((link) => ({ ...link, span: movedSpan(link.span, start) })),
      ),
    workloads: () =>
      workloadsOf(
        text,
        parts.map(({ span: { start }, doc }) => ({ start, doc })),
      ),
  }
  return made
}

/**
 * A reading as it is shown beside another extension that has the schema of Kubernetes: keys and their values, documentation, outline, folding
 * and anchors are its own. What is left are references, well-known names, whole objects, and everything that is worked out.
 */
function besideOthers(reading: Reading): Reading {
  const parts = partsOf(reading)
  return {
    ...reading,
    check: (settings, bug) => withoutShared(reading.check(settings, bug)),
    checkParts: (settings, bug) => [{ start: 0, findings: withoutShared(reading.check(settings, bug)) }],
    complete: (offset) => completeIn(parts, offset, true),
    hover: (offset, now) => hoverIn(parts, offset, now, true),
    outline: () => [],
    names: () => reading.names().filter(({ kind }) => kind !== 'anchor'),
    folds: () => [],
  }
}

/** What the other extension says of a text, too, is left to it. */
function withoutShared(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ code }) => code !== 'yaml-syntax' && code !== 'duplicate-field')
}

function partAt(parts: readonly Part[], offset: number): Part | undefined {
  return parts.find(({ span: { end } }) => offset < end) ?? parts.at(-1)
}

function completeIn(parts: readonly Part[], offset: number, beside: boolean): readonly Completion[] {
  const part = partAt(parts, offset)
  if (part === undefined || offset > part.span.end) return []
  const { start } = part.span
  const others = parts.flatMap(({ doc }) => (doc === part.doc ? [] : [doc]))
  const items = completeManifest(part.doc, others, offset - start, { beside, first: part === parts[0] })
  return items.map((one) => movedCompletion(one, start))
}

function hoverIn(parts: readonly Part[], offset: number, now: Date | undefined, beside: boolean): Hover | undefined {
  const part = partAt(parts, offset)
  const found = part && hoverManifest(part.doc, offset - part.span.start, now, beside)
  return part && found && { ...found, span: movedSpan(found.span, part.span.start) }
}

function foldsOf({ text, root }: KubernetesDocument): readonly Fold[] {
  return [
    ...blocks(text, root).map((block) => ({ span: block })),
    ...commentBlocks(text, commentsOf(text)).map((block) => ({ span: block, kind: 'comment' as const })),
  ]
}

function movedOutline(item: OutlineItem, by: number): OutlineItem {
  if (by === 0) return item
  return {
    ...item,
    span: movedSpan(item.span, by),
    selection: movedSpan(item.selection, by),
    children: item.children.map((one) => movedOutline(one, by)),
  }
}

function movedCompletion(one: Completion, by: number): Completion {
  const there = <T extends Edit>(edit: T): T => ({ ...edit, span: movedSpan(edit.span, by) })
  return by === 0 ? one : { ...one, edit: there(one.edit), ...(one.also && { also: one.also.map(there) }) }
}
