import type { FromPage } from '../../../server/src/protocol.ts'

/** A message of the page, or undefined for anything that does not have the shape of one. */
export function fromPage(data: unknown): FromPage | undefined {
  if (typeof data !== 'object' || data === null || !('v' in data) || data.v !== 1 || !('type' in data)) return undefined
  const number = (key: string) => {
    const value: unknown = Reflect.get(data, key)
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined
  }
  const [start, end, seq, text] = [number('start'), number('end'), number('seq'), Reflect.get(data, 'text')]
  switch (data.type) {
    case 'ready':
    case 'pickCount':
    case 'pickCluster':
    case 'back':
      return { v: 1, type: data.type }
    case 'reveal':
      return start === undefined || end === undefined ? undefined : { v: 1, type: 'reveal', start, end }
    case 'apply':
      if (start === undefined || end === undefined || seq === undefined || typeof text !== 'string') return undefined
      return { v: 1, type: 'apply', seq, start, end, text }
    default:
      return undefined
  }
}
