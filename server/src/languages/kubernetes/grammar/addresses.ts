const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`)
const ipv4Padded = /^\d+(?:\.\d+){3}$/

/** What is wrong with an IP address, as a limit: it is IPv4 without leading zeros or IPv6, and no IPv4 address in the clothes of IPv6. */
export function ipAddress(value: string): string | undefined {
  if (ipv4.test(value)) return undefined
  if (ipv4Padded.test(value)) return 'a part is over 255 or has a leading zero'
  const groups = ipv6Groups(value)
  if (groups === undefined) return 'an address is like 10.9.8.7 or 2001:db8::ffff'
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff ? 'an IPv4 address is written as such' : undefined
}

/** The eight groups of an IPv6 address; undefined if it is none. Zones are not addresses. */
function ipv6Groups(value: string): readonly number[] | undefined {
  if (!value.includes(':') || value.length > 45) return undefined
  const halves = value.split('::')
  if (halves.length > 2) return undefined
  const head = half(halves[0] ?? '', halves.length === 1)
  const tail = halves.length === 2 ? half(halves[1] ?? '', true) : []
  if (head === undefined || tail === undefined) return undefined
  const missing = 8 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  return [...head, ...new Array<number>(missing).fill(0), ...tail]
}

function half(text: string, last: boolean): readonly number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    if (last && index === parts.length - 1 && ipv4.test(part)) {
      const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number)
      groups.push(a * 256 + b, c * 256 + d)
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16))
    else return undefined
  }
  return groups
}
