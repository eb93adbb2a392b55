import { get, items, type Node } from '../../syntax/node.ts'
import { hasPlaceholder } from '../../syntax/placeholder.ts'
import { type Span, span } from '../../text/span.ts'
import type { Name } from '../language.ts'
import { namesFrom, type Occurrence } from '../names.ts'
import { maps, type TaskDefinition } from './document.ts'

type Kind = 'container' | 'volume' | 'port'

/**
 * The containers, volumes and port mappings by name, with everything in the file that refers to them. A name that is used and given
 * nowhere has no definition. Names with escapes or placeholders are left out: they are not what they look like.
 */
export function namesOf(doc: TaskDefinition): readonly Name[] {
  return namesFrom(occurrences(doc), refusal)
}

function* occurrences(doc: TaskDefinition): Iterable<Occurrence<Kind>> {
  const { text, definition } = doc
  const found = function* (kind: Kind, role: Occurrence['role'], node: Node | undefined): Iterable<Occurrence<Kind>> {
    const name = written(text, node)
    if (name !== undefined) yield { kind, role, ...name }
  }
  for (const { node } of doc.containers) {
    yield* found('container', 'definition', get(node, 'name'))
    for (const { node: dependency } of maps(node, 'dependsOn')) yield* found('container', 'reference', get(dependency, 'containerName'))
    for (const { node: from } of maps(node, 'volumesFrom')) yield* found('container', 'reference', get(from, 'sourceContainer'))
    for (const link of items(get(node, 'links'))) yield* linked(written(text, link))
    for (const { node: mount } of maps(node, 'mountPoints')) yield* found('volume', 'reference', get(mount, 'sourceVolume'))
    for (const { node: mapping } of maps(node, 'portMappings')) yield* found('port', 'definition', get(mapping, 'name'))
  }
  yield* found('container', 'reference', get(get(definition, 'proxyConfiguration'), 'containerName'))
  for (const { node } of doc.volumes) yield* found('volume', 'definition', get(node, 'name'))
}

/** The container of `name:alias`. */
function* linked(link: { readonly name: string; readonly span: Span } | undefined): Iterable<Occurrence<Kind>> {
  if (link === undefined) return
  const [name = ''] = link.name.split(':')
  if (name !== '') yield { kind: 'container', role: 'reference', name, span: span(link.span.start, link.span.start + name.length) }
}

function written(text: string, node: Node | undefined): { readonly name: string; readonly span: Span } | undefined {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || !node.quoted) return undefined
  const { value: name } = node
  const inner = span(node.span.start + 1, node.span.start + 1 + name.length)
  const asItStands = inner.end <= node.span.end && text.slice(inner.start, inner.end) === name
  return name === '' || !asItStands || hasPlaceholder(name) ? undefined : { name, span: inner }
}

/** What the service lets through as a name, in words. */
const forms: Readonly<Record<Kind, { readonly pattern: RegExp; readonly words: string }>> = {
  container: { pattern: /^[A-Za-z0-9_-]{1,255}$/, words: 'a container name is 1 to 255 letters, digits, - or _' },
  volume: { pattern: /^[A-Za-z0-9_-]{1,255}$/, words: 'a volume name is 1 to 255 letters, digits, - or _' },
  port: { pattern: /^[a-z0-9_][a-z0-9_-]{0,63}$/, words: 'a port name is 1 to 64 lower-case letters, digits, - or _, without - in front' },
}

function refusal(kind: Kind, newName: string, taken: (name: string) => boolean): string | undefined {
  const { pattern, words } = forms[kind]
  // It has to stand in the string as it is.
  if (hasPlaceholder(newName) && !/["\\\n\r]/.test(newName)) return undefined
  if (!pattern.test(newName)) return words
  return taken(newName) ? `another ${kind} is named "${newName}" already` : undefined
}
