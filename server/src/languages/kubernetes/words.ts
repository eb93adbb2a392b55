/** A value in quotes, cut where it would fill the line. */
export function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value)
}

/** What to write instead of a value that only its case keeps from being a known one: `; write Always`. */
export function meant(value: string, known: readonly string[]): string {
  const same = known.find((one) => one.toLowerCase() === value.toLowerCase())
  return same === undefined ? '' : `; write ${same}`
}
