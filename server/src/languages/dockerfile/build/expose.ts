import type { Word } from '../../../syntax/dockerfile.ts'
import type { Dispatch } from './dispatch.ts'

/**
 * Converts EXPOSE. Its words are sorted first and divided at blanks once variables are put in; unset ones are not reported.
 * Source: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert_expose.go
 */
export function dispatchExpose(it: Dispatch): undefined {
  const words = [...it.instruction.args].sort((a, b) => (a.text < b.text ? -1 : 1))
  const ports: { readonly port: string; readonly word: Word }[] = []
  for (const word of words) {
    const { words: parts, error } = it.expandWords(word)
    if (error !== undefined) return it.refuse('variable-expansion', word.span, error)
    for (const port of parts) ports.push({ port, word })
  }
  for (const { port, word } of ports) if (!exposePort(it, port, word)) return
}

function exposePort(it: Dispatch, port: string, word: Word): boolean {
  const spec = splitPort(port)
  const problem = portProblem(spec)
  if (problem?.early !== true) {
    if (spec.protocol !== spec.protocol.toLowerCase()) it.note('ExposeProtoCasing', word.span, port)
    if (spec.ip !== '' || spec.hostPort !== '') it.note('ExposeInvalidFormat', word.span, port, { instead: plainPort(spec) })
  }
  if (problem === undefined) return true
  it.refuse('exposed-port', word.span, `${port === word.text ? '' : `${word.text} is ${port}: `}${problem.message}`)
  return false
}

/** The parts of `[ip:][hostPort:]port[/protocol]`. */
export interface PortSpec {
  readonly ip: string
  readonly hostPort: string
  readonly port: string
  readonly protocol: string
}

/** Takes a port of EXPOSE apart; nothing is judged. */
export function splitPort(text: string): PortSpec {
  const parts = text.split(':')
  const last = parts.at(-1) ?? ''
  const slash = last.indexOf('/')
  return {
    ip: parts.slice(0, -2).join(':'),
    hostPort: parts.at(-2) ?? '',
    port: slash < 0 ? last : last.slice(0, slash),
    protocol: slash < 0 ? '' : last.slice(slash + 1),
  }
}

function plainPort({ port, protocol }: PortSpec): string {
  return protocol === '' ? port : `${port}/${protocol.toLowerCase()}`
}

interface PortProblem {
  readonly message: string
  /** Found before the checks look at the port. */
  readonly early?: true
}

function portProblem({ ip, hostPort, port, protocol }: PortSpec): PortProblem | undefined {
  if (port === '') return { message: 'the number of the port is missing', early: true }
  if (!/^(tcp|udp|sctp|)$/i.test(protocol)) return { message: `the protocol of a port is tcp, udp or sctp, not "${protocol}"`, early: true }
  const address = addressProblem(ip)
  if (address !== undefined) return { message: address }
  const container = portRange(port)
  if (typeof container === 'string') return { message: container }
  if (hostPort === '') return undefined
  const host = portRange(hostPort)
  if (typeof host === 'string') return { message: host }
  const length = container.end - container.start
  if (length === host.end - host.start || length === 0) return undefined
  return { message: `the ranges ${hostPort} and ${port} are not equally long` }
}

function addressProblem(ip: string): string | undefined {
  if (ip === '') return undefined
  const plain = /^\[(.*)\]$/.exec(ip)?.[1] ?? (ip.startsWith('[') ? '' : ip)
  return isAddress(plain) ? undefined : `"${ip}" is not an IP address`
}

function isAddress(text: string): boolean {
  if (!text.includes(':')) return isFourPart(text)
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  if (tail !== null && !isFourPart(tail[2] ?? '')) return false
  const groups = (tail === null ? text : `${tail[1]}0:0`).split('::')
  if (groups.length > 2) return false
  const words = groups.flatMap((group) => (group === '' ? [] : group.split(':')))
  return words.every((word) => /^[0-9a-fA-F]{1,4}$/.test(word)) && (groups.length === 2 ? words.length < 8 : words.length === 8)
}

function isFourPart(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
}

function portRange(text: string): { readonly start: number; readonly end: number } | string {
  const parts = text.split('-')
  const [start, end] = parts.map((part) => (/^\d+$/.test(part) && Number(part) < 65_536 ? Number(part) : undefined))
  if (parts.length > 2 || start === undefined || (parts.length === 2 && end === undefined)) return numberProblem(text, parts)
  if (end !== undefined && end < start) return `the range ${text} runs backwards; write ${end}-${start}`
  return { start, end: end ?? start }
}

function numberProblem(text: string, parts: readonly string[]): string {
  const high = parts.find((part) => /^\d+$/.test(part) && Number(part) > 65_535)
  if (high !== undefined && parts.length <= 2) return `port ${high} is over 65535, the highest there is`
  if (parts.length > 2) return `"${text}" is not a range of ports; it has the form 8000-8010`
  return `"${text}" is not a port; it is a number from 0 to 65535, or two with - between`
}
