import { instanceType, instanceTypeNames } from '../../placement/cluster/instance-types.ts'
import { nearest } from '../../text/nearest.ts'
import { checked, type Decode, either, integer, list, object, oneOf, optional, positive, record, required, text } from './decode.ts'

/** Keys that both kinds of cluster share, and how each is read. `cluster.schema.json` describes them for people; a test compares both. */

export const name: Decode<string> = checked(text, (value) =>
  /^[a-zA-Z0-9][\w.-]{0,127}$/.test(value) ? undefined : 'a name has letters, digits, ".", "_" and "-" only, at most 128',
)

const knownType = checked(text, (value) => {
  if (instanceType(value) !== undefined) return undefined
  const near = nearest(value, instanceTypeNames())
  return `"${value}" is not an instance type that Bayplan knows; ${near === undefined ? 'use capacity to say what it offers' : `did you mean ${near}`}`
})

/** At the top of the file. */
export const fileKeys = {
  $schema: optional(text),
  version: required(checked(integer(1), (value) => (value === 1 ? undefined : `version ${value} is not known; this is version 1`))),
  name: required(name),
  kind: required(oneOf('ecs', 'kubernetes', 'eks')),
  region: optional(text),
  zones: optional(checked(list(text), (zones) => (zones.length === 0 ? 'at least one zone is needed' : undefined))),
} as const

/** Of a group of machines. More than 5,000 is more than either scheduler takes. */
export const groupKeys = {
  name: required(name),
  instanceType: optional(knownType),
  count: optional(either<number, ReadonlyMap<string, number>>(integer(0, 5000), record(integer(0, 5000)))),
  max: optional(integer(0, 5000)),
  capacityType: optional(oneOf('on-demand', 'spot')),
  usdPerHour: optional(positive),
  os: optional(oneOf('linux', 'windows')),
} as const

/** What can be said of a file of no known kind. */
export const anyFile = object(fileKeys, 'open')
