import { nearest } from '../../text/nearest.ts'

/** A value in quotes, cut where it would fill the line. */
export function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value)
}

/** The value that a misspelt one most likely means: `; did you mean Always`. Empty where none is near. */
export function meant(value: string, known: readonly string[]): string {
  const right = nearest(value, known.filter(Boolean))
  return right === undefined ? '' : `; did you mean ${right}`
}
