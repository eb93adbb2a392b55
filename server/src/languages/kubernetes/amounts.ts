import { parseQuantity } from '../../placement/kubernetes/objects/quantity.ts'
import { grouped } from '../../placement/words.ts'

const nano = 1_000_000_000n

/**
 * An amount in the units people think in: `100m` of cpu is "0.1 CPU", `1.5Gi` of memory "1536 MiB = 1610612736 bytes". Undefined for what
 * is no amount, and where nothing else is to be said than what is written.
 */
export function amountInWords(resource: string, written: string | number): string | undefined {
  const quantity = parseQuantity(written)
  if (quantity === undefined) return undefined
  if (resource === 'cpu') return cpuWords(quantity, String(written))
  if (isBytes(resource)) return byteWords(quantity, String(written))
  return quantity % nano === 0n || quantity < 0n ? undefined : `${decimal(quantity)}, which is no whole number`
}

/** Whether a resource is counted in bytes. */
export function isBytes(resource: string): boolean {
  return resource === 'memory' || resource === 'storage' || resource.endsWith('ephemeral-storage') || resource.startsWith('hugepages-')
}

function cpuWords(quantity: bigint, written: string): string | undefined {
  const cores = `${decimal(quantity)} CPU`
  if (/^\d+(?:\.\d+)?$/.test(written) && written === decimal(quantity)) return `${cores} = ${grouped(Number(quantity / 1_000_000n))}m`
  return cores
}

const binaries = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const
const suffixes: Readonly<Record<string, string>> = { Ki: 'KiB', Mi: 'MiB', Gi: 'GiB', Ti: 'TiB', Pi: 'PiB', Ei: 'EiB' }

/** In whole units of the next smaller size where there are such, and in bytes. */
function byteWords(quantity: bigint, written: string): string | undefined {
  if (quantity % nano !== 0n) return `${decimal(quantity)} bytes, rounded up to ${grouped(Number(quantity / nano) + 1)}`
  const bytes = quantity / nano
  const whole = `${bytes} bytes`
  const own = suffixes[/[KMGTPE]i$/.exec(written)?.[0] ?? '']
  const size = sizeOf(bytes, own)
  return size === undefined ? whole : `${size} = ${whole}`
}

/** "1536 MiB", "0.93 GiB": in the largest unit, or the one below it where that is the unit it is written in. */
function sizeOf(bytes: bigint, own: string | undefined): string | undefined {
  const size = bytes < 0n ? -bytes : bytes
  const largest = binaries.findLastIndex((_, i) => size >= 1024n ** BigInt(i))
  const power = binaries[largest] === own ? largest - 1 : largest
  return power < 1 ? undefined : `${Number((Number(bytes) / 1024 ** power).toFixed(2))} ${binaries[power]}`
}

function decimal(quantity: bigint): string {
  const sign = quantity < 0n ? '-' : ''
  const size = quantity < 0n ? -quantity : quantity
  const fraction = (size % nano).toString().padStart(9, '0').replace(/0+$/, '')
  return `${sign}${size / nano}${fraction === '' ? '' : `.${fraction}`}`
}
