const collator = new Intl.Collator('en', { numeric: true })

/** The order of names in every list and wherever equals are decided by name: digits count as numbers, so `a-2` comes before `a-10`. */
export function byName(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
}
