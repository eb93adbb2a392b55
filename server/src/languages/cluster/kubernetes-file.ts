import type { Taint } from '../../placement/cluster/model.ts'
import { parseQuantity } from '../../placement/kubernetes/objects/quantity.ts'
import { checked, type Decode, flag, integer, list, mapped, object, oneOf, optional, record, required, text } from './decode.ts'
import { fileKeys, groupKeys, name } from './keys.ts'

const quantities = record(
  checked(text, (value) =>
    parseQuantity(value) !== undefined && !value.startsWith('-') ? undefined : 'expected a quantity such as 500m, 2 or 512Mi',
  ),
)
const labels = record(text)

const taintPattern = /^([^=:]+)(?:=([^:]*))?:(NoSchedule|PreferNoSchedule|NoExecute)$/

const taint: Decode<Taint> = mapped(
  checked(text, (value) => (taintPattern.test(value) ? undefined : 'expected a taint such as dedicated=web:NoSchedule')),
  (value) => {
    const [, key = '', said = '', effect] = taintPattern.exec(value) ?? []
    return { key, value: said, effect: effect === 'NoExecute' || effect === 'PreferNoSchedule' ? effect : 'NoSchedule' }
  },
)

const running = {
  name: required(name),
  namespace: optional(name),
  requests: optional(quantities),
  labels: optional(labels),
} as const

const group = object({
  ...groupKeys,
  capacity: optional(quantities),
  architecture: optional(oneOf('amd64', 'arm64')),
  labels: optional(labels),
  taints: optional(list(taint)),
  maxPods: optional(integer(1, 1000)),
  reserved: optional(quantities),
  cordoned: optional(flag),
})

/** A file of `kind: kubernetes` or `kind: eks`. */
export const kubernetesFile = object({
  ...fileKeys,
  kubernetes: optional(text),
  scheduler: optional(object({ percentageOfNodesToScore: optional(integer(0, 100)) })),
  groups: optional(list(group)),
  fargate: optional(object({ profiles: required(list(object({ namespace: required(text), labels: optional(labels) }))) })),
  daemonSets: optional(list(object(running))),
  workloads: optional(list(object({ ...running, count: optional(integer(0, 100_000)), on: optional(list(name)) }))),
  overrides: optional(record(object({ labels: optional(labels), taints: optional(list(taint)), cordoned: optional(flag) }))),
})

/** What such a file says, key by key. */
export type KubernetesFile = NonNullable<ReturnType<typeof kubernetesFile>>
