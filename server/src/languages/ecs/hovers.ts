import { listed } from '../../placement/words.ts'
import { type DescribeOptions, describeField, describeValue, type FieldFacts } from '../../schema/describe.ts'
import type { Platform, Scalar } from '../../schema/schema.ts'
import { type Entry, get, locate, type Node, type Step } from '../../syntax/node.ts'
import type { Hover } from '../language.ts'
import type { TaskDefinition } from './document.ts'
import { type SchemaRoot, schemaRoot, taskDefinitionBundle } from './schema.ts'
import { type Described, fieldOf, known, pageOf, reference } from './schema-hover.ts'
import { cpusWith, cpuUnits, fargateSizes, memoriesInWords, memoryMiB } from './size.ts'

/** What is known about the key or value under the cursor; undefined between them and where the schema has nothing to say. */
export function hoverTaskDefinition(doc: TaskDefinition, offset: number): Hover | undefined {
  const root = schemaRoot(doc)
  const place = root && locate(root.node, offset)
  if (root === undefined || place === undefined) return undefined
  const node = place.nodes.at(-1)
  if (place.key !== undefined) return hoverKey(doc, root, place.path, place.key)
  return node?.kind === 'scalar' ? hoverValue(doc, root, place.path, node, node.value) : undefined
}

/** What is known about a field, whether it is written or not; the path counts in what the schema describes. */
export function describeTaskDefinitionField(doc: TaskDefinition, path: readonly Step[]): string | undefined {
  const root = schemaRoot(doc)
  const field = root && fieldOf(schemaOf(root), path)
  return root && field && describeField(taskDefinitionBundle(), field, optionsFor(doc, root, path, field, undefined))
}

function hoverKey(doc: TaskDefinition, root: SchemaRoot, path: readonly Step[], { key, value }: Entry): Hover | undefined {
  const field = fieldOf(schemaOf(root), path)
  if (field === undefined) return undefined
  const written = value?.kind === 'scalar' ? known(value.value) : undefined
  return { span: key.span, markdown: describeField(taskDefinitionBundle(), field, optionsFor(doc, root, path, field, written)) }
}

function hoverValue(doc: TaskDefinition, root: SchemaRoot, path: readonly Step[], { span }: Node, raw: Scalar | null): Hover | undefined {
  const field = fieldOf(schemaOf(root), path)
  if (field === undefined) return undefined
  const value = known(raw)
  const options = optionsFor(doc, root, path, field, value)
  const meaning = value === undefined ? undefined : describeValue(taskDefinitionBundle(), field, value, options)
  return { span, markdown: meaning ?? describeField(taskDefinitionBundle(), field, options) }
}

function schemaOf({ schema }: SchemaRoot): Described {
  return { bundle: taskDefinitionBundle(), schema }
}

function optionsFor(
  doc: TaskDefinition,
  root: SchemaRoot,
  path: readonly Step[],
  field: FieldFacts,
  value: Scalar | undefined,
): DescribeOptions {
  const taskLevel = root.shape === 'definition' && path.length === 1
  return {
    platforms: platformsOf(doc),
    value: taskLevel ? plainAmount(field.name, value) : value,
    href: field.schema.readOnly
      ? `${reference}/API_TaskDefinition.html#ECS-Type-TaskDefinition-${field.name}`
      : pageOf(schemaOf(root), path),
    extra: taskLevel && doc.fargate ? sizes(doc, field.name, value) : [],
  }
}

/** CPU and memory of the task in the units of the service, however they are spelt. */
function plainAmount(name: string, value: Scalar | undefined): Scalar | undefined {
  if (typeof value !== 'string') return value
  if (name === 'cpu') return cpuUnits(value) ?? value
  return name === 'memory' ? (memoryMiB(value) ?? value) : value
}

function platformsOf({ compatibilities, windows }: TaskDefinition): ReadonlySet<Platform> {
  const platforms = new Set<Platform>(compatibilities.flatMap(({ value }) => platformNamed[value] ?? []))
  return windows ? platforms.add('windows') : platforms
}

const platformNamed: Readonly<Record<string, Platform>> = {
  EC2: 'ec2',
  EXTERNAL: 'external',
  FARGATE: 'fargate',
  MANAGED_INSTANCES: 'managedInstances',
}

/** The sizes of Fargate as a table, the row of this task in bold; first what goes with the value. */
function sizes(doc: TaskDefinition, name: string, value: Scalar | undefined): readonly string[] {
  if (name !== 'cpu' && name !== 'memory') return []
  const offered = fargateSizes(doc.windows)
  const cpu = amountAt(doc, 'cpu', cpuUnits)
  const rows = [...offered].map(([units, memories]) => {
    const row = [`${units / 1024} vCPU`, String(units), memoriesInWords(memories)]
    return `| ${row.map((cell) => (units === cpu ? `**${cell}**` : cell)).join(' | ')} |`
  })
  return [...goesWith(offered, name, value), ['| Fargate | `cpu` | `memory` |', '|---|---:|---|', ...rows].join('\n')]
}

function goesWith(offered: ReturnType<typeof fargateSizes>, name: string, value: Scalar | undefined): readonly string[] {
  if (typeof value !== 'string') return []
  if (name === 'cpu') {
    const memories = offered.get(cpuUnits(value) ?? 0)
    return memories === undefined ? [] : [`With ${cpuUnits(value)} CPU units go ${memoriesInWords(memories)}.`]
  }
  const memory = memoryMiB(value)
  const cpus = memory === undefined ? [] : cpusWith(offered, memory)
  return cpus.length === 0 ? [] : [`With ${memory} MiB go ${listed(cpus.map(String), 'or')} CPU units.`]
}

function amountAt(doc: TaskDefinition, key: string, parse: (text: string) => number | undefined): number | undefined {
  const node = get(doc.definition, key)
  return node?.kind === 'scalar' && typeof node.value === 'string' ? parse(node.value) : undefined
}
