import { entries, get, items, type MapNode, type Node, text } from '../../syntax/node.ts'
import type { OutlineItem } from '../language.ts'
import type { ClusterDocument } from './read.ts'

/** The cluster by its name, and in it its groups, workloads and overrides. */
export function outlineCluster({ root }: ClusterDocument): readonly OutlineItem[] {
  if (root?.kind !== 'map') return []
  const name = get(root, 'name')
  const selection = name?.span ?? { start: root.span.start, end: root.span.start }
  const sections = ['groups', 'daemonSets', 'workloads'].flatMap((key) => named(get(root, key), key))
  const kind = text(get(root, 'kind'))
  return [
    {
      name: text(name) || 'cluster',
      ...(kind !== undefined && { detail: kind }),
      kind: 'document',
      span: root.span,
      selection,
      children: [...sections, ...overridden(get(root, 'overrides'))],
    },
  ]
}

function named(list: Node | undefined, key: string): readonly OutlineItem[] {
  return items(list).flatMap((node) => (node.kind === 'map' ? [itemOf(node, key)] : []))
}

function itemOf(node: MapNode, key: string): OutlineItem {
  const name = get(node, 'name')
  const detail = text(get(node, 'instanceType')) ?? key.replace(/s$/, '')
  return {
    name: text(name) || key.replace(/s$/, ''),
    detail,
    kind: 'group',
    span: node.span,
    selection: name?.span ?? node.span,
    children: [],
  }
}

function overridden(overrides: Node | undefined): readonly OutlineItem[] {
  return entries(overrides).map(({ key, span }) => ({
    name: String(key.value),
    detail: 'override',
    kind: 'value',
    span,
    selection: key.span,
    children: [],
  }))
}
