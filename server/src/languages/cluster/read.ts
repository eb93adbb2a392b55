import type { ClusterModel, ModelGroup, ModelWorkload } from '../../placement/cluster/model.ts'
import { readJson } from '../../syntax/json.ts'
import type { Node } from '../../syntax/node.ts'
import { linesOf } from '../../text/lines.ts'
import type { Span } from '../../text/span.ts'
import type { DecodeError } from './decode.ts'
import { type ClusterFile, clusterFile } from './keys.ts'

/** A cluster model file as it was read; the model is missing if there is an error. */
export interface ClusterDocument {
  readonly text: string
  readonly root: Node | undefined
  /** What keeps the text from being a tree, and what keeps the tree from being a model, in the order of the text. */
  readonly errors: readonly { readonly message: string; readonly span: Span; readonly path?: string }[]
  readonly model: ClusterModel | undefined
}

/** Reads a cluster model in JSON. Never throws. */
export function readCluster(text: string): ClusterDocument {
  const { root, errors: syntax } = readJson(text)
  const errors: DecodeError[] = []
  const file = root && clusterFile(root, { path: '', report: (error) => errors.push(error) })
  const all = [...syntax.filter(({ code }) => code !== 'json-comment'), ...errors].sort((a, b) => a.span.start - b.span.start)
  return { text, root, errors: all, model: file && all.length === 0 ? modelOf(file) : undefined }
}

/** The first error with its line, for a sentence in place of a picture. */
export function firstError({ text, errors }: ClusterDocument): string | undefined {
  const [first] = errors
  return first && `line ${linesOf(text).position(first.span.start).line + 1}: ${first.message}`
}

function modelOf(file: ClusterFile): ClusterModel {
  const zones = file.zones ?? ['a']
  return {
    name: file.name,
    kind: file.kind,
    region: file.region ?? 'us-east-1',
    zones,
    groups: (file.groups ?? []).map((group) => groupOf(group, zones)),
    capacityProviders: file.capacityProviders ?? [],
    defaultCapacityProviderStrategy: (file.defaultCapacityProviderStrategy ?? []).map(({ capacityProvider, base, weight }) => ({
      name: capacityProvider,
      base: base ?? 0,
      weight: weight ?? 0,
    })),
    fargateZones: file.fargate?.zones,
    workloads: (file.workloads ?? []).map(workloadOf),
    overrides: new Map(
      [...(file.overrides ?? [])].map(([name, { status, agentConnected, attributes }]) => [
        name,
        { status, agentConnected, attributes: attributes ?? new Map() },
      ]),
    ),
  }
}

function groupOf(group: NonNullable<ClusterFile['groups']>[number], zones: readonly string[]): ModelGroup {
  const { capacity, reserved } = group
  return {
    name: group.name,
    instanceType: group.instanceType,
    capacity: {
      vcpu: capacity?.cpu,
      memoryMiB: capacity?.memory,
      gpus: capacity?.gpus,
      networkInterfaces: capacity?.networkInterfaces,
      architecture: capacity?.architecture,
    },
    counts: typeof group.count === 'object' ? group.count : spreadOver(zones, group.count ?? 1),
    max: group.max,
    spot: group.capacityType === 'spot',
    usdPerHour: group.usdPerHour,
    capacityProvider: group.capacityProvider,
    trunking: group.trunking ?? false,
    os: group.os ?? 'linux',
    attributes: group.attributes ?? new Map(),
    reservedMemoryMiB: reserved?.memory ?? 0,
    reservedPorts: reserved?.ports ?? [],
    status: group.status ?? 'ACTIVE',
    agentConnected: group.agentConnected ?? true,
    agentVersion: group.agentVersion,
    registeredAt: group.registeredAt,
  }
}

/** As an Auto Scaling group would: evenly, the first zones get what is left over. */
function spreadOver(zones: readonly string[], count: number): ReadonlyMap<string, number> {
  const each = Math.floor(count / zones.length)
  const more = count % zones.length
  return new Map(zones.map((zone, i) => [zone, each + (i < more ? 1 : 0)]))
}

function workloadOf(workload: NonNullable<ClusterFile['workloads']>[number]): ModelWorkload {
  return {
    name: workload.name,
    count: workload.count ?? 1,
    taskGroup: workload.taskGroup ?? `service:${workload.name}`,
    cpuUnits: workload.cpu ?? 0,
    memoryMiB: workload.memory ?? 0,
    gpus: workload.gpus ?? 0,
    hostPorts: workload.hostPorts ?? [],
    awsvpc: workload.networkMode === 'awsvpc',
    on: workload.on ?? [],
  }
}
