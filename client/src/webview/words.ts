/**
 * Numbers as the report's own sentences write them. The page may not import the code behind the report, so these few lines stand
 * here again; a test compares them.
 */

/** "1,024" */
export function grouped(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 20 })
}

/** "1,024 MiB", "500m" */
export function amount(value: number, unit: string): string {
  return unit === '' || unit === 'm' ? `${grouped(value)}${unit}` : `${grouped(value)} ${unit}`
}

/** "1 task", "1,200 tasks" */
export function counted(count: number, word: string): string {
  return `${grouped(count)} ${word}${count === 1 ? '' : 's'}`
}

/** "928 MiB", "3.1 GiB", "1.5 TiB" */
export function memory(mib: number): string {
  if (Math.abs(mib) < 1024) return `${grouped(Math.round(mib))} MiB`
  const gib = mib / 1024
  return gib < 1024 ? `${oneDecimal(gib)} GiB` : `${oneDecimal(gib / 1024)} TiB`
}

/** "$1.02", "$0.012", "$1,204" */
export function dollars(usd: number): string {
  const digits = Math.abs(usd) >= 1000 ? 0 : Math.abs(usd) < 1 && usd !== 0 ? 3 : 2
  return `$${grouped(Number(usd.toFixed(digits))).replace(/\.(\d)$/, '.$10')}`
}

function oneDecimal(value: number): string {
  return grouped(Math.round(value * 10) / 10)
}
