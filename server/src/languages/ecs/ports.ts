import { get, type MapNode } from '../../syntax/node.ts'
import type { Span } from '../../text/span.ts'
import { type Container, maps } from './document.ts'
import { type Field, numberAt, stringAt } from './field.ts'
import { once } from './once.ts'
import { areAlternatives, containersAreAlternatives } from './references.ts'

export type Protocol = 'tcp' | 'udp'

/** An entry of `portMappings` that is an object. */
export interface PortMapping {
  readonly container: Container
  /** Its place among the mappings of the container, counted from 0. */
  readonly index: number
  readonly node: MapNode
  readonly containerPort: Field<number>
  readonly hostPort: Field<number>
  /** `containerPortRange` as written. */
  readonly range: Field<string>
  /** A template decides whether it stands there, so it need not meet any other. */
  readonly alternative: boolean
  /** Undefined for a placeholder and for words that are no protocol. */
  readonly protocol: Protocol | undefined
}

/** The port mappings of all containers, in the order of the text. */
export const portMappings = once((doc): readonly PortMapping[] => {
  const alternatives = containersAreAlternatives(doc)
  return doc.containers.flatMap((container) => {
    const alternative = alternatives || areAlternatives(get(container.node, 'portMappings'))
    return maps(container.node, 'portMappings').map(({ index, node }) => ({
      container,
      index,
      node,
      alternative,
      containerPort: numberAt(node, 'containerPort'),
      hostPort: numberAt(node, 'hostPort'),
      range: stringAt(node, 'containerPortRange'),
      protocol: protocolOf(stringAt(node, 'protocol')),
    }))
  })
})

function protocolOf(written: Field<string>): Protocol | undefined {
  if (written.kind === 'absent') return 'tcp'
  return written.kind === 'known' && (written.value === 'tcp' || written.value === 'udp') ? written.value : undefined
}

/** Ports from `low` to `high`, both included. */
export interface Ports {
  readonly low: number
  readonly high: number
}

/** The ports of a `containerPortRange` such as `8080-8090`, whatever their order and size; undefined for any other spelling. */
export function portsOf(range: string): Ports | undefined {
  const match = /^(\d{1,9})-(\d{1,9})$/.exec(range)
  return match === null ? undefined : { low: Number(match[1]), high: Number(match[2]) }
}

/** Whether a number can be a port of a container. */
export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535
}

/** The ports in words: `8080` or `8080-8090`. */
export function portsInWords({ low, high }: Ports): string {
  return low === high ? String(low) : `${low}-${high}`
}

/** A port of the instance that a mapping takes for itself. */
export interface HostPort {
  readonly port: number
  readonly at: Span
  /** Whether it is the container port, because the task uses the network of its host and `hostPort` is left out. */
  readonly implied: boolean
}

/** The fixed host port of a mapping in a mode without a network interface of its own; undefined for dynamic and unknown ones. */
export function fixedHostPort({ containerPort, hostPort }: PortMapping, networkMode: string): HostPort | undefined {
  const implied = hostPort.kind === 'absent' && networkMode === 'host'
  const used = implied ? containerPort : hostPort
  return used.kind === 'known' && isPort(used.value) ? { port: used.value, at: used.span, implied } : undefined
}

/** Ports of one protocol that a mapping takes, and where it says so. */
export interface PortClaim extends Ports {
  readonly protocol: Protocol
  readonly at: Span
}

/** The claims that take a port which is taken already, in their order, each with the first that has one of its ports. */
export function collisions<T extends PortClaim>(claims: readonly T[]): readonly { readonly later: T; readonly first: T }[] {
  const take = { tcp: taking<T>(), udp: taking<T>() }
  return claims.flatMap((later) => {
    const first = take[later.protocol](later)
    return first === undefined ? [] : [{ later, first }]
  })
}

/**
 * Gives ports to whoever asks first and says who had one before. What is taken is jumped over, so that no port is visited twice
 * however many ranges there are and however wide they are.
 */
function taking<T extends Ports>(): (claim: T) => T | undefined {
  const owners = new Map<number, T>()
  const jumps = new Map<number, number>()
  return (claim) => {
    let owner: T | undefined
    for (let port = claim.low; port <= claim.high; port++) {
      owner ??= owners.get(port)
      port = nextFree(jumps, port)
      if (port > claim.high) break
      owners.set(port, claim)
      jumps.set(port, port + 1)
    }
    return owner
  }
}

/** The first port from `port` on from which no jump leads away; shortens the way for the next time. */
function nextFree(jumps: Map<number, number>, port: number): number {
  let free = port
  for (let next = jumps.get(free); next !== undefined; next = jumps.get(free)) free = next
  for (let here = port; here !== free; ) {
    const next = jumps.get(here) ?? free
    jumps.set(here, free)
    here = next
  }
  return free
}

type Known = Extract<Field<number>, { kind: 'known' }>

/** The ports of a mapping that asks for another host port than container port where the two are one; a host port of 0 asks for none. */
export function mismatchedHostPort(
  { containerPort, hostPort }: PortMapping,
  networkMode: string | undefined,
): { readonly host: Known; readonly container: Known } | undefined {
  if (networkMode !== 'awsvpc' && networkMode !== 'host') return undefined
  if (containerPort.kind !== 'known' || hostPort.kind !== 'known') return undefined
  if (hostPort.value === 0 || hostPort.value === containerPort.value) return undefined
  return { host: hostPort, container: containerPort }
}
