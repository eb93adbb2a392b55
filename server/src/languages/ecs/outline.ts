import { type Entry, entries, entry, get, type Node, text } from '../../syntax/node.ts'
import type { Span } from '../../text/span.ts'
import type { OutlineItem } from '../language.ts'
import type { TaskDefinition } from './document.ts'

/** Deeper than that nobody looks, and `options` of log drivers end there. */
const maxDepth = 12

/** The document by its family, and in it every container, volume, port and property, named as people call them. */
export function outlineOf(doc: TaskDefinition): readonly OutlineItem[] {
  const { root, definition, shape } = doc
  if (shape === 'containers' && root?.kind === 'list') return root.items.map((item, i) => itemOf(item, 'containerDefinitions', i, 0))
  if (definition === undefined) return []
  const family = get(definition, 'family')
  const name = text(family) || 'task definition'
  const wrapper = doc.shape === 'wrapped' ? outerProperties(root) : []
  return [
    {
      name,
      ...detailed(platformOf(doc)),
      kind: 'document',
      span: definition.span,
      selection: text(family) ? (family?.span ?? definition.span) : headOf(definition),
      children: entries(definition).map((one) => propertyOf(one, 0)),
    },
    ...wrapper,
  ]
}

/** Where it is to run and how large it is: "FARGATE · 256 CPU · 512 memory". */
function platformOf({ compatibilities, cpu, memory }: TaskDefinition): string {
  const sizes = [cpu.kind === 'known' ? `${cpu.value} CPU` : '', memory.kind === 'known' ? `${memory.value} memory` : '']
  return [compatibilities.map(({ value }) => value).join(', '), ...sizes].filter((part) => part !== '').join(' · ')
}

/** What stands beside the definition in its wrapper. */
function outerProperties(root: Node | undefined): readonly OutlineItem[] {
  return entries(root)
    .filter(({ key }) => key.value !== 'taskDefinition')
    .map((one) => propertyOf(one, 0))
}

function propertyOf({ key, value, span }: Entry, depth: number): OutlineItem {
  const name = String(key.value)
  const shown = name === '' ? '""' : name
  if (value === undefined || value.kind === 'scalar')
    return { name: shown, ...detailed(scalarText(value)), kind: 'value', span, selection: key.span, children: [] }
  const { kind, detail } =
    value.kind === 'list' ? ({ kind: 'list', detail: counted(value.items.length) } as const) : ({ kind: 'group', detail: '' } as const)
  return { name: shown, ...detailed(detail), kind, span, selection: key.span, children: childrenOf(value, name, depth + 1) }
}

function childrenOf(node: Node, key: string, depth: number): readonly OutlineItem[] {
  if (depth > maxDepth || node.kind === 'scalar') return []
  if (node.kind === 'map') return entries(node).map((one) => propertyOf(one, depth))
  return node.items.map((item, i) => itemOf(item, key, i, depth))
}

function itemOf(node: Node, listKey: string, index: number, depth: number): OutlineItem {
  const number = String(index)
  if (node.kind !== 'map') {
    const name = node.kind === 'scalar' ? scalarText(node) || number : number
    return {
      name,
      kind: node.kind === 'list' ? 'list' : 'value',
      span: node.span,
      selection: headOf(node),
      children: childrenOf(node, '', depth + 1),
    }
  }
  const { name, detail, at } = (labels[listKey] ?? generalLabel)(node)
  const kind = kinds[listKey] ?? 'group'
  return {
    name: name || number,
    ...detailed(detail ?? ''),
    kind,
    span: node.span,
    selection: (name && at?.span) || headOf(node),
    children: childrenOf(node, '', depth + 1),
  }
}

const kinds: Readonly<Record<string, OutlineItem['kind']>> = {
  containerDefinitions: 'container',
  volumes: 'volume',
  portMappings: 'port',
}

interface Label {
  readonly name: string
  readonly detail?: string
  /** The value the name was taken from. */
  readonly at: Node | undefined
}

/** What people call the items of a list. */
const labels: Readonly<Record<string, (item: Node) => Label>> = {
  containerDefinitions: (item) => label(item, 'name', 'image'),
  volumes: (item) => ({ ...label(item, 'name'), detail: volumeType(item) }),
  portMappings: portLabel,
  environment: (item) => label(item, 'name', 'value'),
  secrets: (item) => label(item, 'name', 'valueFrom'),
  mountPoints: (item) => label(item, 'sourceVolume', 'containerPath'),
  dependsOn: (item) => label(item, 'containerName', 'condition'),
  volumesFrom: (item) => label(item, 'sourceContainer'),
  ulimits: (item) => label(item, 'name', 'softLimit'),
  resourceRequirements: (item) => label(item, 'type', 'value'),
  placementConstraints: (item) => label(item, 'type', 'expression'),
  tags: (item) => label(item, 'key', 'value'),
}

function label(item: Node, nameKey: string, detailKey?: string): Label {
  const at = get(item, nameKey)
  return { name: scalarText(at), at, ...(detailKey !== undefined && { detail: scalarText(get(item, detailKey)) }) }
}

/** By the first key that says what it is. */
function generalLabel(item: Node): Label {
  const key = ['name', 'key', 'type', 'containerPath', 'hostname', 'namespace'].find((one) => entry(item, one) !== undefined)
  return key === undefined ? { name: '', at: undefined } : label(item, key, 'value')
}

/** `8080/tcp`, with its name and the port of the instance. */
function portLabel(item: Node): Label {
  const at = get(item, 'containerPort') ?? get(item, 'containerPortRange')
  const port = scalarText(at)
  const host = scalarText(get(item, 'hostPort'))
  const detail = [scalarText(get(item, 'name')), host === '' || host === '0' ? '' : `host ${host}`]
    .filter((part) => part !== '')
    .join(' · ')
  return { name: port && `${port}/${scalarText(get(item, 'protocol')) || 'tcp'}`, detail, at }
}

const volumeTypes: Readonly<Record<string, string>> = {
  efsVolumeConfiguration: 'EFS',
  fsxWindowsFileServerVolumeConfiguration: 'FSx for Windows',
  s3filesVolumeConfiguration: 'S3 Files',
  dockerVolumeConfiguration: 'Docker',
  host: 'host',
  configuredAtLaunch: 'configured at launch',
}

function volumeType(item: Node): string {
  const key = Object.keys(volumeTypes).find((one) => entry(item, one) !== undefined)
  if (key !== 'host') return key === undefined ? '' : (volumeTypes[key] ?? '')
  return scalarText(get(get(item, 'host'), 'sourcePath')) || 'host'
}

/** One line is shown, and not all of a long one. */
function scalarText(node: Node | undefined): string {
  if (node?.kind !== 'scalar') return ''
  const [line = ''] = String(node.value)
    .trim()
    .split(/[\r\n]/, 1)
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}

function detailed(detail: string): { readonly detail?: string } {
  return detail === '' ? {} : { detail }
}

function counted(count: number): string {
  return count === 0 ? 'empty' : String(count)
}

/** The first character of a map or list; all of a scalar. */
function headOf({ kind, span: { start, end } }: Node): Span {
  return kind === 'scalar' ? { start, end } : { start, end: Math.min(start + 1, end) }
}
