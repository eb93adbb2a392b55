import type { ValueSlot } from '../../syntax/json-slot.ts'
import { at, get, items, type Node, type Step, text } from '../../syntax/node.ts'
import type { Suggestion } from '../json-completion.ts'
import { readArn } from './arn.ts'
import { type Container, effectiveNetworkMode, maps, type TaskDefinition } from './document.ts'
import { ecrRegion } from './image-registry.ts'
import { cpusWith, cpuUnits, fargateSizes, memoryMiB } from './size.ts'

/** Where a value is to be written, and what stands around it. */
interface Asked {
  readonly doc: TaskDefinition
  /** The container it is in. */
  readonly own: Container | undefined
  /** The object or list it is in. */
  readonly parent: Node
  /** Its index, within a list. */
  readonly index: number | undefined
}

/** The keys of a path without its indices, as one word: `containerDefinitions.dependsOn.containerName`. */
export function fieldKeys(path: readonly Step[]): string {
  return path.filter((step) => typeof step === 'string').join('.')
}

/**
 * The values that the document itself suggests for a place; `prefix` leads from a whole definition to `root`. Undefined where it
 * suggests nothing, so that the schema is asked.
 */
export function suggestedValues(
  doc: TaskDefinition,
  root: Node | undefined,
  { path, parent }: ValueSlot,
  prefix: readonly Step[],
): readonly Suggestion[] | undefined {
  const keys = fieldKeys([...prefix, ...path])
  const suggest = Object.hasOwn(suggestions, keys) ? suggestions[keys] : undefined
  if (suggest === undefined) return undefined
  const depth = prefix.length === 0 ? 2 : 1
  const around = at(root, path.slice(0, depth))
  const last = path.at(-1)
  const found = suggest({
    doc,
    own: doc.containers.find(({ node }) => node === around),
    parent,
    index: typeof last === 'number' ? last : undefined,
  })
  return found.length === 0 ? undefined : found
}

const suggestions: Readonly<Record<string, (asked: Asked) => readonly Suggestion[]>> = {
  cpu: ({ doc }) => (doc.fargate ? fargateCpu(doc) : []),
  memory: ({ doc }) => (doc.fargate ? fargateMemory(doc) : []),
  'containerDefinitions.dependsOn.containerName': ({ doc, own, parent }) =>
    otherContainers(doc, own, listed(own, 'dependsOn', 'containerName', parent)),
  'containerDefinitions.volumesFrom.sourceContainer': ({ doc, own, parent }) =>
    otherContainers(doc, own, listed(own, 'volumesFrom', 'sourceContainer', parent)),
  'containerDefinitions.links': ({ doc, own, parent, index }) =>
    otherContainers(doc, own, new Set(items(parent).flatMap((item, i) => (i === index ? [] : (text(item)?.split(':')[0] ?? []))))),
  'proxyConfiguration.containerName': ({ doc }) => otherContainers(doc, undefined, new Set()),
  'containerDefinitions.mountPoints.sourceVolume': ({ doc, own, parent }) =>
    volumes(doc, listed(own, 'mountPoints', 'sourceVolume', parent)),
  'containerDefinitions.portMappings.name': ({ own, parent }) => portName(own, parent),
  'containerDefinitions.portMappings.hostPort': ({ doc, parent }) => hostPorts(doc, parent),
  'containerDefinitions.healthCheck.command': ({ index }) => (index === 0 ? healthCommands : []),
  'containerDefinitions.logConfiguration.options.awslogs-group': ({ doc, own }) => logGroups(doc, own),
  'containerDefinitions.logConfiguration.options.awslogs-region': ({ doc }) => regions(doc),
  'volumes.name': ({ doc, parent }) => undeclaredVolumes(doc, parent),
}

function fargateCpu({ memory, windows }: TaskDefinition): readonly Suggestion[] {
  const sizes = fargateSizes(windows)
  const written = memory.kind === 'known' ? memoryMiB(memory.value) : undefined
  const fitting = new Set(written === undefined ? [] : cpusWith(sizes, written))
  return [...sizes.keys()].map((units, i) => {
    const fits = fitting.size === 0 || fitting.has(units)
    const detail = `${units / 1024} vCPU${fits ? '' : `; not with ${written} MiB`}`
    return { kind: 'value', value: String(units), detail, rank: i + (fits ? 0 : 100) }
  })
}

function fargateMemory({ cpu, windows }: TaskDefinition): readonly Suggestion[] {
  const sizes = fargateSizes(windows)
  const units = cpu.kind === 'known' ? cpuUnits(cpu.value) : undefined
  const fitting = units === undefined ? undefined : sizes.get(units)
  const all = fitting ?? [...new Set([...sizes.values()].flat())].sort((a, b) => a - b)
  return all.map((mib, i) => ({ kind: 'value', value: String(mib), detail: `${mib / 1024} GiB`, rank: i }))
}

/** The names that other items of a list give already. */
function listed(own: Container | undefined, list: string, key: string, self: Node): ReadonlySet<string> {
  return new Set(maps(own?.node, list).flatMap(({ node }) => (node === self ? [] : (text(get(node, key)) ?? []))))
}

function otherContainers({ containers }: TaskDefinition, own: Container | undefined, taken: ReadonlySet<string>): readonly Suggestion[] {
  return containers.flatMap(({ name, image, node }) => {
    if (name.kind !== 'known' || name.value === '' || node === own?.node || taken.has(name.value)) return []
    return [{ kind: 'reference', value: name.value, detail: image.kind === 'known' ? image.value : 'container' }]
  })
}

/** Those that are mounted already come last. */
function volumes(doc: TaskDefinition, taken: ReadonlySet<string>): readonly Suggestion[] {
  return doc.volumes.flatMap(({ name }) => {
    if (name.kind !== 'known' || name.value === '') return []
    const again = taken.has(name.value)
    return [{ kind: 'reference', value: name.value, detail: again ? 'mounted already' : 'volume', rank: again ? 2 : 1 }]
  })
}

function undeclaredVolumes(doc: TaskDefinition, self: Node): readonly Suggestion[] {
  const declared = new Set(doc.volumes.flatMap(({ name, node }) => (name.kind === 'known' && node !== self ? [name.value] : [])))
  const mounted = doc.containers.flatMap(({ node }) =>
    maps(node, 'mountPoints').flatMap((mount) => text(get(mount.node, 'sourceVolume')) ?? []),
  )
  const missing = [...new Set(mounted)].filter((name) => name !== '' && !declared.has(name))
  return missing.map((value) => ({ kind: 'reference', value, detail: 'mounted, but not declared' }))
}

/** As the console names ports. */
function portName(own: Container | undefined, mapping: Node): readonly Suggestion[] {
  const port = get(mapping, 'containerPort')
  if (own?.name.kind !== 'known' || port?.kind !== 'scalar' || typeof port.value !== 'number') return []
  const value = `${own.name.value}-${port.value}-${text(get(mapping, 'protocol')) ?? 'tcp'}`.toLowerCase()
  return [{ kind: 'value', value, detail: 'as the console names it' }]
}

function hostPorts(doc: TaskDefinition, mapping: Node): readonly Suggestion[] {
  const port = get(mapping, 'containerPort')
  const same: readonly Suggestion[] =
    port?.kind === 'scalar' && typeof port.value === 'number' ? [{ kind: 'value', value: port.value, detail: 'the container port' }] : []
  const mode = effectiveNetworkMode(doc)
  if (mode === 'awsvpc' || mode === 'host') return same
  return [{ kind: 'value', value: 0, detail: 'a free port of the instance' }, ...same]
}

const healthCommands: readonly Suggestion[] = [
  { kind: 'value', value: 'CMD-SHELL', detail: 'the rest is a line for the shell', rank: 1 },
  { kind: 'value', value: 'CMD', detail: 'the rest is a program and its arguments', rank: 2 },
  { kind: 'value', value: 'NONE', detail: 'no check, not even that of the image', rank: 3 },
]

function logGroups({ definition, containers }: TaskDefinition, own: Container | undefined): readonly Suggestion[] {
  const family = text(get(definition, 'family'))
  const others = containers.flatMap(({ node }) =>
    node === own?.node ? [] : (text(get(get(get(node, 'logConfiguration'), 'options'), 'awslogs-group')) ?? []),
  )
  const used: readonly Suggestion[] = [...new Set(others)].map((value) => ({
    kind: 'reference',
    value,
    detail: 'used by another container',
  }))
  const usual: readonly Suggestion[] =
    family && !others.includes(`/ecs/${family}`) ? [{ kind: 'value', value: `/ecs/${family}`, rank: 2 }] : []
  return [...used, ...usual]
}

/** The regions that the definition names elsewhere: in log options, ARNs and the addresses of images. */
function regions({ definition, containers }: TaskDefinition): readonly Suggestion[] {
  const found = new Set<string>()
  const add = (region: string | undefined) => region && /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region) && found.add(region)
  for (const { node, image } of containers) {
    if (image.kind === 'known') add(ecrRegion(image.value))
    add(text(get(get(get(node, 'logConfiguration'), 'options'), 'awslogs-region')))
    for (const { node: secret } of maps(node, 'secrets')) add(readArn(text(get(secret, 'valueFrom')) ?? '')?.region)
  }
  for (const { node: volume } of maps(definition, 'volumes'))
    add(readArn(text(get(get(volume, 's3filesVolumeConfiguration'), 'fileSystemArn')) ?? '')?.region)
  return [...found].map((value) => ({ kind: 'value', value, detail: 'used in this definition' }))
}
