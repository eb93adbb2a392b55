import type { Amount, EcsConstraint, EcsTask, EcsWorkload, HostPort, Source, Unknown } from '../../placement/workload.ts'
import { get } from '../../syntax/node.ts'
import { linesOf } from '../../text/lines.ts'
import type { Span } from '../../text/span.ts'
import { type Container, effectiveNetworkMode, maps, type TaskDefinition } from './document.ts'
import { type Field, stringAt } from './field.ts'
import { fixedHostPort, portMappings } from './ports.ts'
import { requiredAttributes } from './required-attributes.ts'
import { cpuUnits, memoryMiB } from './size.ts'

/** Says where a span stands, with its field as the service writes it. */
export type Sources = (span: Span, path: string) => Source

/** The sources of a text. */
export function sourcesOf(text: string): Sources {
  const lines = linesOf(text)
  return (span, path) => ({ span, line: lines.position(span.start).line + 1, path })
}

/** What a task definition asks a cluster to run: one task of it, with the place of every demand. Empty while it has no containers. */
export function workloadsOf(doc: TaskDefinition): readonly EcsWorkload[] {
  if (doc.containers.length === 0) return []
  const sources = sourcesOf(doc.text)
  const family = stringAt(doc.definition, 'family')
  const whole = (doc.definition ?? doc.root)?.span ?? { start: 0, end: 0 }
  const name = family.kind === 'known' && family.value !== '' ? family.value : 'task'
  return [{ kind: 'ecs', name, count: 1, source: sources(whole, ''), task: taskOf(doc, sources) }]
}

function taskOf(doc: TaskDefinition, sources: Sources): EcsTask {
  const unknown: Unknown[] = []
  const networkMode = networkModeOf(doc, sources, unknown)
  return {
    requiresCompatibilities: doc.compatibilities.flatMap(({ value }) => (isCompatibility(value) ? [value] : [])),
    networkMode,
    ...(doc.networkMode.kind === 'known' && { networkModeSource: sources(doc.networkMode.span, 'networkMode') }),
    cpuUnits: cpuOf(doc, sources, unknown),
    memoryMiB: memoryOf(doc, sources, unknown),
    gpus: gpusOf(doc, sources, unknown),
    hostPorts: hostPortsOf(doc, networkMode, sources),
    constraints: constraintsOf(doc, sources, unknown),
    attributes: requiredAttributes(doc, sources),
    platform: platformOf(doc, sources),
    unknown,
  }
}

function isCompatibility(value: string): value is EcsTask['requiresCompatibilities'][number] {
  return value === 'EC2' || value === 'FARGATE' || value === 'EXTERNAL' || value === 'MANAGED_INSTANCES'
}

function networkModeOf(doc: TaskDefinition, sources: Sources, unknown: Unknown[]): EcsTask['networkMode'] {
  const mode = effectiveNetworkMode(doc)
  if (mode === 'awsvpc' || mode === 'host' || mode === 'none') return mode
  if (mode === undefined) unknown.push({ what: 'network mode', source: sources(anchorOf(doc), 'networkMode') })
  return 'bridge'
}

function anchorOf({ networkMode, root }: TaskDefinition): Span {
  return networkMode.kind === 'absent' ? { start: root?.span.start ?? 0, end: (root?.span.start ?? 0) + 1 } : networkMode.span
}

/** Below this the service refuses the CPU units of a task on EC2. */
const leastTaskCpu = 128
/** Below this Docker refuses to start a container. */
const leastMemoryMiB = 6

function cpuOf(doc: TaskDefinition, sources: Sources, unknown: Unknown[]): Amount {
  const missing: Unknown[] = []
  const total = sum(doc.containers.map((container) => part(container, 'cpu', container.cpu, 0, sources, missing)))
  const task = ignoresTaskLevel(doc)
    ? undefined
    : taskLevel('cpu', doc.cpu, cpuUnits, Math.max(total.value, leastTaskCpu), sources, unknown)
  if (task === undefined) unknown.push(...missing)
  return task ?? total
}

function memoryOf(doc: TaskDefinition, sources: Sources, unknown: Unknown[]): Amount {
  const missing: Unknown[] = []
  const parts = doc.containers.map((container) =>
    container.memoryReservation.kind === 'absent'
      ? part(container, 'memory', container.memory, leastMemoryMiB, sources, missing)
      : part(container, 'memoryReservation', container.memoryReservation, leastMemoryMiB, sources, missing),
  )
  const total = sum(parts)
  const largest = doc.containers.reduce((most, { memory }) => Math.max(most, memory.kind === 'known' ? memory.value : 0), 0)
  const task = ignoresTaskLevel(doc)
    ? undefined
    : taskLevel('memory', doc.memory, memoryMiB, Math.max(total.value, largest), sources, unknown)
  if (task === undefined) unknown.push(...missing)
  return task ?? total
}

/** Windows containers on EC2 have no amounts at task level: what is written there has no effect. */
function ignoresTaskLevel({ windows, fargate }: TaskDefinition): boolean {
  return windows && !fargate
}

/** The amount of the whole task, if it is written; containers then share it. `least` is what they need together. */
function taskLevel(
  field: string,
  written: Field<string>,
  parse: (text: string) => number | undefined,
  least: number,
  sources: Sources,
  unknown: Unknown[],
): Amount | undefined {
  if (written.kind === 'absent') return undefined
  const source = sources(written.span, field)
  const value = written.kind === 'known' ? parse(written.value) : undefined
  if (written.kind === 'unknown' || value === undefined) {
    unknown.push({ what: `${field} of the task`, source })
    return { value: 0, source }
  }
  const digits = /^\d+$/.test(written.value) && { start: written.span.start + 1, end: written.span.end - 1 }
  return { value: Math.ceil(value), source, field, least, ...(digits && { digits }) }
}

function part(
  { index, label }: Container,
  field: string,
  written: Field<number>,
  least: number,
  sources: Sources,
  unknown: Unknown[],
): Amount {
  if (written.kind === 'absent') return { value: 0 }
  const source = sources(written.span, `containerDefinitions[${index}].${field}`)
  if (written.kind === 'known') return { value: Math.max(written.value, 0), source, field, least, digits: written.span }
  unknown.push({ what: `${field} of ${label}`, source })
  return { value: 0, source }
}

/** The total, pointing to the largest part: the one worth lowering. */
function sum(parts: readonly Amount[]): Amount {
  const largest = parts.reduce<Amount>((best, one) => (one.value > best.value ? one : best), parts[0] ?? { value: 0 })
  return { ...largest, part: largest.value, value: parts.reduce((total, { value }) => total + value, 0) }
}

function gpusOf(doc: TaskDefinition, sources: Sources, unknown: Unknown[]): Amount {
  const parts = doc.containers.flatMap(({ node, index, label }) =>
    maps(node, 'resourceRequirements').flatMap(({ node: requirement, index: i }): readonly Amount[] => {
      const [type, value] = [stringAt(requirement, 'type'), stringAt(requirement, 'value')]
      if (type.kind !== 'known' || type.value !== 'GPU' || value.kind === 'absent') return []
      const source = sources(value.span, `containerDefinitions[${index}].resourceRequirements[${i}].value`)
      if (value.kind === 'known' && /^\d+$/.test(value.value)) return [{ value: Number(value.value), source }]
      unknown.push({ what: `number of GPUs of ${label}`, source })
      return [{ value: 1, source }]
    }),
  )
  return sum(parts)
}

function hostPortsOf(doc: TaskDefinition, networkMode: EcsTask['networkMode'], sources: Sources): readonly HostPort[] {
  if (networkMode === 'awsvpc' || networkMode === 'none') return []
  return portMappings(doc).flatMap((mapping): readonly HostPort[] => {
    const fixed = fixedHostPort(mapping, networkMode)
    if (fixed === undefined || mapping.protocol === undefined) return []
    const path = `containerDefinitions[${mapping.container.index}].portMappings[${mapping.index}].${fixed.implied ? 'containerPort' : 'hostPort'}`
    const source = sources(fixed.at, path)
    return [{ port: fixed.port, protocol: mapping.protocol, source, ...(networkMode === 'bridge' && { digits: fixed.at }) }]
  })
}

function constraintsOf({ definition }: TaskDefinition, sources: Sources, unknown: Unknown[]): readonly EcsConstraint[] {
  return maps(definition, 'placementConstraints').flatMap(({ node, index }): readonly EcsConstraint[] => {
    const expression = stringAt(node, 'expression')
    if (expression.kind === 'absent') return []
    const source = sources(expression.span, `placementConstraints[${index}].expression`)
    if (expression.kind === 'known') return [{ type: 'memberOf', expression: expression.value, source }]
    unknown.push({ what: `placement constraint ${index + 1}`, source })
    return []
  })
}

/** What is written of the runtime platform; an image may fit what is not. */
function platformOf({ definition, windows }: TaskDefinition, sources: Sources): EcsTask['platform'] {
  const platform = get(definition, 'runtimePlatform')
  const [cpu, os] = [stringAt(platform, 'cpuArchitecture'), stringAt(platform, 'operatingSystemFamily')]
  return {
    os: windows ? 'WINDOWS' : 'LINUX',
    cpu: cpu.kind === 'known' && cpu.value === 'ARM64' ? 'ARM64' : 'X86_64',
    ...(os.kind === 'known' && { osSource: sources(os.span, 'runtimePlatform.operatingSystemFamily') }),
    ...(cpu.kind === 'known' && { cpuSource: sources(cpu.span, 'runtimePlatform.cpuArchitecture') }),
  }
}
