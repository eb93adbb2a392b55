import type { Scalar, Unit } from './schema.ts'

/** Units as they stand behind a number; empty where a number stands for itself. */
export const unitWords: Readonly<Record<Unit, string>> = {
  'cpu-units': 'CPU units',
  MiB: 'MiB',
  GiB: 'GiB',
  bytes: 'bytes',
  seconds: 'seconds',
  minutes: 'minutes',
  percent: '%',
  port: '',
}

/** Into which larger or smaller unit an amount is translated, and how many of the one make one of the other. */
const translations: Readonly<Partial<Record<Unit, { readonly unit: string; readonly each: number }>>> = {
  'cpu-units': { unit: 'vCPU', each: 1024 },
  MiB: { unit: 'GiB', each: 1024 },
  GiB: { unit: 'MiB', each: 1 / 1024 },
  seconds: { unit: 'min', each: 60 },
}

/**
 * An amount with what it is in the unit people think in: "256 CPU units = 0.25 vCPU", "512 MiB = 0.5 GiB". Undefined for values that
 * are no plain number, and for ports and the like, of which nothing else is to be said.
 */
export function amountWords(unit: Unit, value: Scalar): string | undefined {
  const translation = translations[unit]
  const amount = typeof value === 'number' ? value : typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined
  if (translation === undefined || amount === undefined || amount === 0 || (unit === 'seconds' && amount < 60)) return undefined
  return `${amount} ${unitWords[unit]} = ${rounded(amount / translation.each)} ${translation.unit}`
}

/** Two digits behind the point are enough to tell amounts apart; what is smaller gets its first digit. */
function rounded(amount: number): string {
  return String(Number(amount.toFixed(2)) || Number(amount.toPrecision(1)))
}
