import { type JsonDocument, readJson } from '../../syntax/json.ts'
import { entry, get, items, type MapNode, type Node } from '../../syntax/node.ts'
import type { Span } from '../../text/span.ts'
import { booleanAt, type Field, lacks, numberAt, stringAt } from './field.ts'

/**
 * A task definition as rules see it: the tree, and the parts that nearly every rule asks for, read once.
 * Three shapes are known: the input of RegisterTaskDefinition, the same inside `{"taskDefinition": ...}` as DescribeTaskDefinition
 * prints it, and a bare array of container definitions (Terraform, Elastic Beanstalk).
 */
export interface TaskDefinition extends JsonDocument {
  readonly shape: 'definition' | 'wrapped' | 'containers' | 'unknown'
  /** The map with `family` and `containerDefinitions`; undefined for a bare array. Rules about the task as a whole need it. */
  readonly definition: MapNode | undefined
  /** Where the containers are listed, as far as that is written. */
  readonly containerList: Node | undefined
  readonly containers: readonly Container[]
  readonly volumes: readonly Volume[]
  readonly networkMode: Field<string>
  /** Task level CPU and memory as written; see `cpuUnits` and `memoryMiB` of `size.ts` for amounts. */
  readonly cpu: Field<string>
  readonly memory: Field<string>
  /** The entries of `requiresCompatibilities` that are written out. */
  readonly compatibilities: readonly { readonly value: string; readonly span: Span }[]
  /** Whether FARGATE is among them: Fargate's demands hold even if EC2 is listed too. */
  readonly fargate: boolean
  /** Whether the runtime platform is a Windows family. Not known counts as no. */
  readonly windows: boolean
}

/** An entry of `containerDefinitions` that is an object. */
export interface Container {
  readonly index: number
  readonly node: MapNode
  readonly name: Field<string>
  /** For messages: `container "web"`, or `container 2` while it has no name. */
  readonly label: string
  readonly essential: Field<boolean>
  readonly image: Field<string>
  readonly cpu: Field<number>
  readonly memory: Field<number>
  readonly memoryReservation: Field<number>
  /** Where to point when something is missing: the name, else the opening brace. */
  readonly anchor: Span
}

/** An entry of `volumes` that is an object. */
export interface Volume {
  readonly index: number
  readonly node: MapNode
  readonly name: Field<string>
  readonly anchor: Span
}

/** Reads a task definition, in whatever state it is; of `before`, the document before an edit, what is still the same is taken over. */
export function readTaskDefinition(text: string, before?: JsonDocument): TaskDefinition {
  const tree = readJson(text, before)
  const { root } = tree
  const { shape, definition, containers } = shapeOf(root)
  const compatibilities = items(get(definition, 'requiresCompatibilities')).flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [{ value: item.value, span: item.span }] : [],
  )
  const family = stringAt(get(definition, 'runtimePlatform'), 'operatingSystemFamily')
  return {
    ...tree,
    shape,
    definition,
    containerList: containers,
    containers: items(containers).flatMap(container),
    volumes: items(get(definition, 'volumes')).flatMap(volume),
    networkMode: stringAt(definition, 'networkMode'),
    cpu: stringAt(definition, 'cpu'),
    memory: stringAt(definition, 'memory'),
    compatibilities,
    fargate: compatibilities.some(({ value }) => value === 'FARGATE'),
    windows: family.kind === 'known' && family.value.startsWith('WINDOWS'),
  }
}

interface Shape {
  readonly shape: TaskDefinition['shape']
  readonly definition: MapNode | undefined
  readonly containers: Node | undefined
}

function shapeOf(root: Node | undefined): Shape {
  if (root?.kind === 'list') return { shape: 'containers', definition: undefined, containers: root }
  if (root?.kind !== 'map') return { shape: 'unknown', definition: undefined, containers: undefined }
  const inner = get(root, 'taskDefinition')
  const wrapped = inner?.kind === 'map' && entry(root, 'containerDefinitions') === undefined
  const definition = wrapped ? inner : root
  return { shape: wrapped ? 'wrapped' : 'definition', definition, containers: get(definition, 'containerDefinitions') }
}

function container(node: Node, index: number): Container[] {
  if (node.kind !== 'map') return []
  const name = stringAt(node, 'name')
  return [
    {
      index,
      node,
      name,
      label: name.kind === 'known' && name.value !== '' ? `container "${name.value}"` : `container ${index + 1}`,
      essential: booleanAt(node, 'essential'),
      image: stringAt(node, 'image'),
      cpu: numberAt(node, 'cpu'),
      memory: numberAt(node, 'memory'),
      memoryReservation: numberAt(node, 'memoryReservation'),
      anchor: anchorOf(node, name),
    },
  ]
}

function volume(node: Node, index: number): Volume[] {
  if (node.kind !== 'map') return []
  const name = stringAt(node, 'name')
  return [{ index, node, name, anchor: anchorOf(node, name) }]
}

/** Where to point when something is missing in a map: its name if it has one, else the key it stands behind or its first character. */
export function anchorOf(node: MapNode, name: Field<unknown>): Span {
  return name.kind === 'absent' ? { start: node.span.start, end: node.span.start + 1 } : name.span
}

/** The objects of a list, with their index: `portMappings`, `secrets`, `mountPoints`, ... */
export function maps(parent: Node | undefined, key: string): readonly { readonly index: number; readonly node: MapNode }[] {
  const found: { readonly index: number; readonly node: MapNode }[] = []
  for (const [index, node] of items(get(parent, key)).entries()) if (node.kind === 'map') found.push({ index, node })
  return found
}

/** The span of a key, for findings about a property as a whole. */
export function keySpan(parent: Node | undefined, key: string): Span | undefined {
  return entry(parent, key)?.key.span
}

/** Whether a property is written, with a value or without one yet. */
export function has(parent: Node | undefined, key: string): boolean {
  return entry(parent, key) !== undefined
}

/**
 * Network mode in effect where it is known: `bridge` if the key is left out. Undefined while it is a placeholder,
 * and where the task level stands somewhere else.
 */
export function effectiveNetworkMode(doc: TaskDefinition): string | undefined {
  const { definition, networkMode } = doc
  if (networkMode.kind === 'known') return networkMode.value
  return definition !== undefined && hasTaskLevel(doc) && lacks(definition, 'networkMode') ? 'bridge' : undefined
}

/**
 * Whether the file holds the task level too, so that what is absent there is absent from the task. A bare array of containers
 * and an object without a family are completed elsewhere: by Terraform, by Elastic Beanstalk, by options of the AWS CLI.
 */
export function hasTaskLevel({ definition }: TaskDefinition): boolean {
  return has(definition, 'family')
}
