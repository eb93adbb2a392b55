import type { Step } from '../../syntax/node.ts'

/** The value at the end of a path; undefined where there is none. */
export function valueAt(value: unknown, path: readonly Step[]): unknown {
  let here = value
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = Reflect.get(here, step)
  }
  return here
}

/** The same with another value at the end of a path that leads to one; what is not on the way is shared. */
export function withValueAt<T>(whole: T, path: readonly Step[], value: unknown): T
export function withValueAt(whole: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined || typeof whole !== 'object' || whole === null) return value
  const copy: object = Array.isArray(whole) ? [...whole] : Object.assign(Object.create(Object.getPrototypeOf(whole)), whole)
  Reflect.set(copy, step, withValueAt(Reflect.get(whole, step), rest, value))
  return copy
}
