/** "1 task", "1,200 tasks"; the plural is the word with an s. */
export function counted(count: number, word: string): string {
  return `${grouped(count)} ${word}${count === 1 ? '' : 's'}`
}

/** A whole number with commas between thousands: "1,024". */
export function grouped(value: number): string {
  const [whole = '', fraction] = String(value).split('.')
  const spaced = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? spaced : `${spaced}.${fraction}`
}

/** "1,024 MiB", "500m" for thousandths of a core; an empty unit leaves the number alone. */
export function amount(value: number, unit: string): string {
  return unit === '' || unit === 'm' ? `${grouped(value)}${unit}` : `${grouped(value)} ${unit}`
}

/** "614–928 MiB", or one amount where both ends are equal. */
export function range(low: number, high: number, unit: string): string {
  return low === high ? amount(low, unit) : `${grouped(low)}–${amount(high, unit)}`
}

const words = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

/** "third", from the eleventh on "11th", "22nd". */
export function ordinal(position: number): string {
  const word = words[position - 1]
  if (word !== undefined) return word
  const teen = position % 100 >= 11 && position % 100 <= 13
  const ending = teen ? undefined : ['st', 'nd', 'rd'][(position % 10) - 1]
  return `${grouped(position)}${ending ?? 'th'}`
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[], and = 'and'): string {
  if (parts.length < 2) return parts[0] ?? ''
  return `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`
}

/** MiB as people read them: "928 MiB", from 1 GiB on "3.1 GiB", from 1 TiB on "1.5 TiB". */
export function memory(mib: number): string {
  if (Math.abs(mib) < 1024) return amount(Math.round(mib), 'MiB')
  return mib < 1024 * 1024 ? amount(oneDecimal(mib / 1024), 'GiB') : amount(oneDecimal(mib / 1024 / 1024), 'TiB')
}

/** "$1.02", below ten cents with three digits behind the point so that a small task does not cost nothing; "$1,204" from a thousand on. */
export function dollars(usd: number): string {
  const digits = Math.abs(usd) >= 1000 ? 0 : Math.abs(usd) < 1 && usd !== 0 ? 3 : 2
  return `$${grouped(Number(usd.toFixed(digits))).replace(/\.(\d)$/, '.$10')}`
}

/** The first letter in upper case, for the start of a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10
}
