/** An amount as the API counts it, exact to the billionth: `100m` of cpu is 100,000,000n. */
export type Quantity = bigint

/** Amounts by resource name. */
export type ResourceList = ReadonlyMap<string, Quantity>

const nano = 1_000_000_000n
const micro = 1_000_000n
/** The API caps amounts with a binary suffix here: 2^63 - 1 whole units. */
const most = (2n ** 63n - 1n) * nano

const binary: ReadonlyMap<string, bigint> = new Map(
  ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, index) => [suffix, 2n ** BigInt(10 * (index + 1))]),
)
const decimal: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
])

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?\d+))?$/

/**
 * Reads an amount such as `1500m`, `1.5Gi`, `2e3` or a plain number; undefined if it is none. What is finer than a billionth is rounded
 * away from zero, as the API server does.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function parseQuantity(value: unknown): Quantity | undefined {
  const written = typeof value === 'number' ? String(value) : value
  if (typeof written !== 'string') return undefined
  const match = pattern.exec(written)
  if (match === null) return undefined
  const [, sign, whole = '', fraction = '', suffix = '', exponent] = match
  if (whole === '' && fraction === '') return undefined
  const digits = BigInt(whole + fraction)
  const factor = binary.get(suffix)
  const size =
    factor === undefined
      ? scaled(digits, 9 - fraction.length + (exponent === undefined ? (decimal.get(suffix) ?? 0) : Math.min(Number(exponent), 400)))
      : capped(scaled(digits * factor, 9 - fraction.length))
  return sign === '-' ? -size : size
}

/** A resource list of the API; what is no amount counts as nothing. */
export function readAmount(value: unknown): Quantity {
  return parseQuantity(value) ?? 0n
}

/** Whole units, rounded away from zero: bytes, or pieces of an extended resource. */
export function wholeUnits(quantity: Quantity): number {
  return Number(rounded(quantity, nano))
}

/** Thousandths, rounded away from zero: what cpu is counted in. */
export function milliUnits(quantity: Quantity): number {
  return Number(rounded(quantity, micro))
}

function scaled(digits: bigint, power: number): bigint {
  if (power >= 0) return digits * 10n ** BigInt(power)
  return power < -400 ? (digits === 0n ? 0n : 1n) : rounded(digits, 10n ** BigInt(-power))
}

function rounded(amount: bigint, unit: bigint): bigint {
  const whole = amount / unit
  const rest = amount - whole * unit
  return rest === 0n ? whole : rest > 0n ? whole + 1n : whole - 1n
}

function capped(amount: bigint): bigint {
  return amount > most ? most : amount
}
