import { instanceType, instanceTypeNames } from '../../placement/cluster/instance-types.ts'
import { nearest } from '../../text/nearest.ts'
import {
  checked,
  either,
  flag,
  integer,
  list,
  mapped,
  object,
  oneOf,
  optional,
  positive,
  quantity,
  record,
  required,
  text,
} from './decode.ts'
import { cpuUnits, mebibytes } from './units.ts'

/** The keys of a cluster model file and how each is read. `cluster.schema.json` describes the same for people; a test compares both. */

const name = checked(text, (value) =>
  /^[a-zA-Z0-9][\w.-]{0,127}$/.test(value) ? undefined : 'letters, digits, ".", "_" and "-" only, at most 128',
)
const memory = quantity(mebibytes, '512MiB or 16GiB')
const port = either(
  mapped(
    checked(text, (value) => (/^\d{1,5}(\/(tcp|udp))?$/.test(value) ? undefined : 'expected a port such as 80 or 53/udp')),
    (value) => ({ port: Number.parseInt(value, 10), protocol: value.endsWith('udp') ? ('udp' as const) : ('tcp' as const) }),
  ),
  object({ port: required(integer(1, 65535)), protocol: required(oneOf('tcp', 'udp')) }),
)
const attributes = record(nullable)
const status = oneOf('ACTIVE', 'DRAINING', 'REGISTERING', 'DEREGISTERING', 'REGISTRATION_FAILED', 'INACTIVE')

/** Attributes are written as text; `null` takes away one that every instance has by itself. */
function nullable(node: Parameters<typeof text>[0], at: Parameters<typeof text>[1]): string | null | undefined {
  return node.kind === 'scalar' && node.value === null ? null : text(node, at)
}

const knownType = checked(text, (value) => {
  if (instanceType(value) !== undefined) return undefined
  const near = nearest(value, instanceTypeNames())
  return `"${value}" is not an instance type that Bayplan knows; ${near === undefined ? 'use capacity to say what it offers' : `did you mean ${near}`}`
})

const capacity = object({
  cpu: optional(positive),
  memory: optional(memory),
  gpus: optional(integer(0)),
  networkInterfaces: optional(integer(0)),
  architecture: optional(oneOf('x86_64', 'arm64')),
})

const group = object({
  name: required(name),
  instanceType: optional(knownType),
  capacity: optional(capacity),
  count: optional(either<number, ReadonlyMap<string, number>>(integer(0, 5000), record(integer(0, 5000)))),
  max: optional(integer(0, 5000)),
  capacityType: optional(oneOf('on-demand', 'spot')),
  usdPerHour: optional(positive),
  capacityProvider: optional(name),
  trunking: optional(flag),
  os: optional(oneOf('linux', 'windows')),
  attributes: optional(attributes),
  reserved: optional(object({ memory: optional(memory), ports: optional(list(integer(1, 65535))) })),
  status: optional(status),
  agentConnected: optional(flag),
  agentVersion: optional(text),
  registeredAt: optional(text),
})

const workload = object({
  name: required(name),
  count: optional(integer(0, 100_000)),
  taskGroup: optional(text),
  cpu: optional(quantity(cpuUnits, '256 or 0.25 vCPU')),
  memory: optional(memory),
  gpus: optional(integer(0)),
  hostPorts: optional(list(port)),
  networkMode: optional(oneOf('awsvpc', 'bridge', 'host', 'none')),
  on: optional(list(name)),
})

const share = object({ capacityProvider: required(name), base: optional(integer(0, 100_000)), weight: optional(integer(0, 1000)) })

/** The whole file. */
export const clusterFile = object({
  $schema: optional(text),
  version: required(checked(integer(1), (value) => (value === 1 ? undefined : `version ${value} is not known; this is version 1`))),
  name: required(name),
  kind: required(oneOf('ecs', 'kubernetes', 'eks')),
  region: optional(text),
  zones: optional(list(text)),
  groups: optional(list(group)),
  capacityProviders: optional(
    list(
      either(
        mapped(name, (value) => ({ name: value })),
        object({ name: required(name) }),
      ),
    ),
  ),
  defaultCapacityProviderStrategy: optional(list(share)),
  fargate: optional(object({ zones: optional(list(text)) })),
  workloads: optional(list(workload)),
  overrides: optional(record(object({ status: optional(status), agentConnected: optional(flag), attributes: optional(attributes) }))),
})

/** What the file says, key by key. */
export type ClusterFile = NonNullable<ReturnType<typeof clusterFile>>
