import type { JsonError } from '../../syntax/json.ts'
import { at, entries, type MapNode, type Node, type Step } from '../../syntax/node.ts'
import type { Finding } from '../../text/finding.ts'
import { covers, type Span } from '../../text/span.ts'

/** What is known about a document that may be half typed. */
export interface Typed {
  readonly errors: readonly JsonError[]
  /** The part that fields are counted in, and where it stands in what the service takes. */
  readonly root: Node | undefined
  readonly prefix: readonly Step[]
  /** The field at a span, as findings name it. */
  fieldPath(span: Span): string
}

/**
 * Leaves out what is said to be missing from an object that somebody is typing: one whose bracket is not there yet, or that has a syntax
 * error between its own properties. What is missing there may only be unread, and the syntax error is reported already.
 */
export function withoutHalfTyped(doc: Typed, findings: readonly Finding[]): readonly Finding[] {
  if (!doc.errors.some(({ code }) => code === 'json-syntax')) return findings
  return findings.filter((finding) => {
    const parent = parentOfMissing(doc, finding)
    return parent?.kind !== 'map' || !isHalfTyped(doc, parent)
  })
}

/** The object that lacks the field a finding names; undefined where the finding is about what stands in the file. */
function parentOfMissing(doc: Typed, { path, span }: Finding): Node | undefined {
  if (path === undefined || path === doc.fieldPath(span)) return undefined
  const steps = stepsOf(path).slice(doc.prefix.length)
  return at(doc.root, steps) === undefined ? at(doc.root, steps.slice(0, -1)) : undefined
}

function stepsOf(path: string): readonly Step[] {
  return [...path.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([word, index]) => (index === undefined ? word : Number(index)))
}

function isHalfTyped({ errors }: Typed, map: MapNode): boolean {
  if (map.open) return true
  const below = entries(map).flatMap(({ value }) => (value === undefined || value.kind === 'scalar' ? [] : [value.span]))
  return errors.some(({ code, span }) => code === 'json-syntax' && covers(map.span, span) && !below.some((inner) => covers(inner, span)))
}
