import { parseQuantity } from '../objects/quantity.ts'

/** An amount with the way it is written: powers of two, of ten with a suffix, or of ten with an exponent. */
export interface Amount {
  /** In billionths. */
  readonly nano: bigint
  readonly format: 'binary' | 'decimal' | 'exponent'
}

/**
 * An amount as the API server writes it: the largest suffix that needs no fraction (`1024Mi` is `1Gi`, `0.5` is `500m`, `1000` is `1k`),
 * or the text itself where the server takes it for written so already. What is no amount is returned as it is, null as zero.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function canonicalQuantity(value: unknown): unknown {
  if (value === null || value === undefined) return '0'
  if (typeof value !== 'string' && typeof value !== 'number') return value
  const text = String(value).trim()
  if (text === '0' || isCanonical(text)) return text
  const amount = readAmount(text)
  return amount === undefined ? value : writeAmount(amount)
}

/** The amount rounded up to thousandths, which is all that the server keeps of resources. Anything else is returned as it is. */
export function inMilli(value: unknown): unknown {
  const amount = readAmount(value)
  if (amount === undefined || amount.nano % milli === 0n) return value
  const whole = amount.nano / milli + (amount.nano > 0n ? 1n : -1n)
  return writeAmount({ ...amount, nano: whole * milli })
}

/** Reads an amount with its format; undefined if it is none. */
export function readAmount(value: unknown): Amount | undefined {
  const nano = parseQuantity(value)
  if (nano === undefined) return undefined
  const suffix = /[KMGTPE]i$|[eE][+-]?\d+$/.exec(String(value))?.[0] ?? ''
  return { nano, format: suffix.endsWith('i') ? 'binary' : suffix === '' ? 'decimal' : 'exponent' }
}

/** An amount as text, in its format unless that cannot hold it exactly. */
export function writeAmount({ nano, format }: Amount): string {
  if (nano === 0n) return '0'
  const whole = nano / unit
  const binary = format === 'binary' && nano % unit === 0n && (whole >= 1024n || whole <= -1024n)
  return binary ? writeBinary(whole) : writeDecimal(nano, format === 'exponent')
}

const unit = 1_000_000_000n
const milli = 1_000_000n
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E']

function writeBinary(whole: bigint): string {
  let [digits, power] = [whole, 0]
  while (digits % 1024n === 0n) [digits, power] = [digits / 1024n, power + 1]
  return `${digits}${binarySuffixes[power] ?? ''}`
}

/** Beyond the largest suffix the server writes none at all, and so does this. */
function writeDecimal(nano: bigint, exponent: boolean): string {
  let [digits, power] = [nano, -9]
  while (digits % 1000n === 0n) [digits, power] = [digits / 1000n, power + 3]
  if (exponent) return power === 0 ? `${digits}` : `${digits}e${power}`
  return `${digits}${decimalSuffixes[power / 3 + 3] ?? ''}`
}

const parts = /^[+-]?0*(\d*)(?:\.(\d*))?([KMGTPE]i|[numkMGTPE])?(?:[eE]([+-]?\d+))?$/
const exponents: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }

/** Whether the server keeps the text as it is: short enough for its fast reader, and in steps of thousand as far as that looks. */
function isCanonical(text: string): boolean {
  const match = parts.exec(text)
  if (match === null) return false
  const [, whole = '', fraction = '', suffix = '', exponent = '0'] = match
  const digits = (whole === '' ? '0' : whole) + fraction
  if (suffix.endsWith('i')) return isCanonicalBinary(digits, !text.includes('.') || fraction === '', suffix)
  const scale = (exponents[suffix] ?? 0) + Number(exponent) - fraction.length
  return digits.length <= 18 && scale >= -9 && scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0')
}

function isCanonicalBinary(digits: string, whole: boolean, suffix: string): boolean {
  const power = binarySuffixes.indexOf(suffix)
  const room = 15 - digits.length - Math.trunc((power * 10 * 3) / 10) - 1
  return whole && room >= 0 && BigInt(digits) % 8n !== 0n
}
