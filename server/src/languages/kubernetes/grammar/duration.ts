const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

const longest = 2n ** 63n

/** Nanoseconds of a duration as Go reads it, such as `1h30m` or `-1.5s`; undefined if it is none. */
export function goDuration(text: string): bigint | undefined {
  const sign = text.startsWith('-') ? -1n : 1n
  const rest = text.replace(/^[+-]/, '')
  if (rest === '0') return 0n
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(rest)) return undefined
  let total = 0n
  for (const [, whole = '', fraction = '', unit = ''] of rest.matchAll(/(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g)) {
    const scale = units[unit] ?? 0n
    total += BigInt(whole || '0') * scale + (BigInt(fraction.slice(0, 18) || '0') * scale) / 10n ** BigInt(Math.min(fraction.length, 18))
    if (total > longest) return undefined
  }
  return total === longest && sign > 0n ? undefined : total * sign
}
