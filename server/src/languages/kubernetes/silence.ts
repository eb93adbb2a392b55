import { entries, get, type MapNode, type Node } from '../../syntax/node.ts'
import { insert } from '../../text/edit.ts'
import type { Finding, Fix } from '../../text/finding.ts'
import type { RuleFacts } from '../language.ts'
import type { Kind } from './manifest.ts'
import { podPaths } from './pod-place.ts'

/**
 * What is silenced in an object: by an annotation that kube-linter, kube-score, checkov or Polaris knows, or in a comment
 * (`# bayplan ignore=NAME`, `# trivy:ignore:NAME`) at the end of the line or on its own above it. Names are ids of rules or their aliases.
 * Where the API server refuses the object, nothing is silenced.
 */
export interface Silence {
  isSilent(finding: Finding): boolean
}

/** What the annotations of an object and of its pods, and the comments of its document silence. */
export function silenceOf(
  comments: readonly SilencingComment[],
  root: MapNode,
  kind: Kind,
  rules: ReadonlyMap<string, RuleFacts>,
): Silence {
  const holder = podPaths[kind].reduce<Node | undefined>(get, root)
  const whole = [root, holder].flatMap((object) => annotated(get(get(object, 'metadata'), 'annotations')))
  return {
    isSilent({ code, severity, span: { start } }) {
      if (severity === 'error' || (whole.length === 0 && comments.length === 0)) return false
      const names = [code, ...(rules.get(code)?.aliases ?? [])]
      const here = comments.filter(({ from, to }) => from <= start && start < to).flatMap((comment) => comment.names)
      return [...whole, ...here].some((name) => name === everything || names.includes(name))
    },
  }
}

const everything = '*'

/** The names that an annotation silences, in the manner of the tool it is for. */
function annotated(annotations: Node | undefined): readonly string[] {
  return entries(annotations).flatMap(({ key, value }) => {
    const name = String(key.value)
    const text = value?.kind === 'scalar' && value.value !== null ? String(value.value) : ''
    if (name === 'kube-linter.io/ignore-all') return [everything]
    if (name.startsWith('ignore-check.kube-linter.io/')) return [name.slice('ignore-check.kube-linter.io/'.length)]
    if (name === 'kube-score/ignore') return words(text)
    if (/^checkov\.io\/skip\d*$/.test(name)) return words(text.split('=')[0] ?? '')
    if (name === 'polaris.fairwinds.com/exempt' && text === 'true') return [everything]
    const exempt = /^polaris\.fairwinds\.com\/(.+)-exempt$/.exec(name)?.[1]
    return exempt !== undefined && text === 'true' ? [exempt] : []
  })
}

/** A comment that silences rules. */
export interface SilencingComment {
  readonly names: readonly string[]
  /** The part of the text in which the comment counts. */
  readonly from: number
  readonly to: number
}

const pragma = /^([^\n]*?)#[ \t]*(?:bayplan[ \t]+ignore[ \t]*=[ \t]*|trivy:ignore:)([\w, .-]+)/gm

/** The comments of a document that silence rules: one on a line of its own counts for the next line that is none; behind something else for its own line. */
export function silencingComments(text: string): readonly SilencingComment[] {
  if (!/#[ \t]*(?:bayplan|trivy)/.test(text)) return []
  return [...text.matchAll(pragma)].map(({ index, 1: before = '', 2: list = '' }) => {
    const own = before.trim() !== ''
    const from = own ? index : lineAfter(text, index)
    return { names: words(list), from, to: lineEnd(text, from) }
  })
}

function lineAfter(text: string, at: number): number {
  let from = lineEnd(text, at)
  while (from < text.length && /^[ \t]*(?:#|$)/.test(text.slice(from, lineEnd(text, from)).trimEnd())) from = lineEnd(text, from)
  return from
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

function words(list: string): readonly string[] {
  return list.split(/[\s,]+/).filter((word) => word !== '')
}

/** A comment above the line of a finding that silences its rule there; in JSON there is no place for one. */
export function ignoredHere(text: string, code: string, start: number): readonly Fix[] {
  if (/^\uFEFF?\s*\{/.test(text)) return []
  const line = text.lastIndexOf('\n', start - 1) + 1
  const above = text.slice(text.lastIndexOf('\n', line - 2) + 1, Math.max(line - 1, 0))
  const listed = /^[ \t]*#[ \t]*bayplan[ \t]+ignore[ \t]*=[ \t]*[\w, .-]*[\w.-]/.exec(above)?.[0]
  const indent = /^[ \t]*/.exec(text.slice(line))?.[0] ?? ''
  const edit =
    listed === undefined ? insert(line, `${indent}# bayplan ignore=${code}\n`) : insert(line - 1 - above.length + listed.length, `,${code}`)
  return [{ title: `Ignore ${code} here`, edits: [edit] }]
}
