import {
  checked,
  type Decode,
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
import { fileKeys, groupKeys, name } from './keys.ts'
import { cpuUnits, mebibytes } from './units.ts'

const memory = quantity(mebibytes, '512MiB or 16GiB')

const port = mapped(
  checked(text, (value) => (/^\d{1,5}(\/(tcp|udp))?$/.test(value) && inRange(value) ? undefined : 'expected a port such as 80 or 53/udp')),
  (value) => ({ port: Number.parseInt(value, 10), protocol: value.endsWith('udp') ? ('udp' as const) : ('tcp' as const) }),
)

function inRange(value: string): boolean {
  const port = Number.parseInt(value, 10)
  return port >= 1 && port <= 65535
}

/** Attributes are written as text; `null` takes away one that every instance has by itself. */
const nullable: Decode<string | null> = (node, at) => (node.kind === 'scalar' && node.value === null ? null : text(node, at))
const attributes = record(nullable)

const status = oneOf('ACTIVE', 'DRAINING', 'REGISTERING', 'DEREGISTERING', 'REGISTRATION_FAILED', 'INACTIVE')

const group = object({
  ...groupKeys,
  capacity: optional(
    object({
      cpu: optional(positive),
      memory: optional(memory),
      gpus: optional(integer(0)),
      networkInterfaces: optional(integer(0)),
      architecture: optional(oneOf('x86_64', 'arm64')),
    }),
  ),
  capacityProvider: optional(name),
  trunking: optional(flag),
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

/** A file of `kind: ecs`. */
export const ecsFile = object({
  ...fileKeys,
  groups: optional(list(group)),
  capacityProviders: optional(list(name)),
  defaultCapacityProviderStrategy: optional(list(share)),
  fargate: optional(object({ zones: optional(list(text)) })),
  workloads: optional(list(workload)),
  overrides: optional(record(object({ status: optional(status), agentConnected: optional(flag), attributes: optional(attributes) }))),
})

/** What such a file says, key by key. */
export type EcsFile = NonNullable<ReturnType<typeof ecsFile>>
