import type { Amount, EcsTask, EcsWorkload, HostPort, Source, Unknown } from '../../placement/workload.ts'
import { get, type Node } from '../../syntax/node.ts'
import { linesOf } from '../../text/lines.ts'
import type { Span } from '../../text/span.ts'
import { type Container, effectiveNetworkMode, maps, type TaskDefinition } from './document.ts'
import { type Field, numberAt, stringAt } from './field.ts'

/** What a task definition asks a cluster to run: one task of it, with the place of every demand. Empty while it has no containers. */
export function workloadsOf(doc: TaskDefinition): readonly EcsWorkload[] {
  if (doc.containers.length === 0) return []
  const sources = sourcesOf(doc)
  const family = stringAt(doc.definition, 'family')
  const root = doc.definition ?? doc.root
  return [
    {
      kind: 'ecs',
      name: family.kind === 'known' && family.value !== '' ? family.value : 'task',
      count: 1,
      source: sources(root?.span ?? { start: 0, end: 0 }, ''),
      task: taskOf(doc, sources),
    },
  ]
}

type Sources = (span: Span, path: string) => Source

function sourcesOf({ text }: TaskDefinition): Sources {
  const lines = linesOf(text)
  return (span, path) => ({ span, line: lines.position(span.start).line + 1, path })
}

function taskOf(doc: TaskDefinition, sources: Sources): EcsTask {
  const unknown: Unknown[] = []
  const mode = effectiveNetworkMode(doc)
  const networkMode = mode === 'awsvpc' || mode === 'host' || mode === 'none' ? mode : 'bridge'
  return {
    requiresCompatibilities: doc.compatibilities.flatMap(({ value }) => (isCompatibility(value) ? [value] : [])),
    networkMode,
    cpuUnits: cpuOf(doc, sources, unknown),
    memoryMiB: memoryOf(doc, sources, unknown),
    gpus: { value: 0 },
    hostPorts:
      networkMode === 'awsvpc' ? [] : doc.containers.flatMap((container) => hostPortsOf(container, networkMode === 'host', sources)),
    constraints: [],
    attributes: [],
    platform: { os: doc.windows ? 'WINDOWS' : 'LINUX', cpu: 'X86_64' },
    unknown,
  }
}

function isCompatibility(value: string): value is EcsTask['requiresCompatibilities'][number] {
  return value === 'EC2' || value === 'FARGATE' || value === 'EXTERNAL' || value === 'MANAGED_INSTANCES'
}

function cpuOf(doc: TaskDefinition, sources: Sources, unknown: Unknown[]): Amount {
  const parts = doc.containers.map((container) => part(container, 'cpu', container.cpu, sources, unknown))
  return taskLevel('cpu', doc.cpu, units, parts, sources, unknown) ?? sum(parts)
}

function memoryOf(doc: TaskDefinition, sources: Sources, unknown: Unknown[]): Amount {
  const parts = doc.containers.map((container) =>
    container.memoryReservation.kind === 'absent'
      ? part(container, 'memory', container.memory, sources, unknown)
      : part(container, 'memoryReservation', container.memoryReservation, sources, unknown),
  )
  return taskLevel('memory', doc.memory, mebibytes, parts, sources, unknown) ?? sum(parts)
}

function taskLevel(
  field: string,
  written: Field<string>,
  parse: (text: string) => number | undefined,
  parts: readonly Amount[],
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
  const plain = /^\d+$/.test(written.value)
  const digits = { start: written.span.start + 1, end: written.span.end - 1 }
  return { value, source, field, least: sum(parts).value, ...(plain && { digits }) }
}

function part({ index, label }: Container, field: string, written: Field<number>, sources: Sources, unknown: Unknown[]): Amount {
  if (written.kind === 'absent') return { value: 0 }
  const source = sources(written.span, `containerDefinitions[${index}].${field}`)
  if (written.kind === 'known') return { value: written.value, source, field, digits: written.span }
  unknown.push({ what: `${field} of ${label}`, source })
  return { value: 0, source }
}

/** The total, pointing to the largest part: the one worth lowering. */
function sum(parts: readonly Amount[]): Amount {
  const largest = parts.reduce<Amount | undefined>((best, one) => (best === undefined || one.value > best.value ? one : best), undefined)
  return { ...largest, part: largest?.value ?? 0, value: parts.reduce((total, { value }) => total + value, 0) }
}

function hostPortsOf({ index, node }: Container, host: boolean, sources: Sources): readonly HostPort[] {
  return maps(node, 'portMappings').flatMap(({ index: i, node: mapping }) => {
    const written = numberAt(mapping, 'hostPort')
    const used = written.kind === 'absent' && host ? numberAt(mapping, 'containerPort') : written
    if (used.kind !== 'known' || used.value <= 0) return []
    const field = written.kind === 'absent' ? 'containerPort' : 'hostPort'
    const source = sources(used.span, `containerDefinitions[${index}].portMappings[${i}].${field}`)
    return [{ port: used.value, protocol: protocolOf(mapping), source, ...(!host && { digits: used.span }) }]
  })
}

function protocolOf(mapping: Node): 'tcp' | 'udp' {
  const written = get(mapping, 'protocol')
  return written?.kind === 'scalar' && written.value === 'udp' ? 'udp' : 'tcp'
}

function units(text: string): number | undefined {
  const match = /^\s*(\d*\.?\d+)\s*(vcpu)?\s*$/i.exec(text)
  return match === null ? undefined : Math.round(Number(match[1]) * (match[2] === undefined ? 1 : 1024))
}

function mebibytes(text: string): number | undefined {
  const match = /^\s*(\d*\.?\d+)\s*(gb)?\s*$/i.exec(text)
  return match === null ? undefined : Math.round(Number(match[1]) * (match[2] === undefined ? 1 : 1024))
}
