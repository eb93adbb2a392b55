/** An object of the API before it was looked at: any JSON. */
export type Fields = Readonly<Record<string, unknown>>

/** Keys and values such as labels. A map, because a label may be called `constructor`. */
export type Labels = ReadonlyMap<string, string>

const nothing: Fields = {}
const noItems: readonly never[] = []
const noEntries: ReadonlyMap<string, never> = new Map<string, never>()

/** The fields of an object; none if it is anything else. */
export function fields(value: unknown): Fields {
  return isObject(value) ? value : nothing
}

/** Whether a field holds an object, which for many fields of the API means more than being empty. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A text; "" if it is anything else, which for the API is the same as absent. Numbers and booleans are taken as written. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** A number, also one written as text; undefined if it is anything else. */
export function number(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const parsed = Number(value)
  return Number.isNaN(parsed) ? undefined : parsed
}

/** The items of a list, each as `read` makes it; none if it is anything else. */
export function list<T>(value: unknown, read: (item: unknown) => T): readonly T[] {
  return Array.isArray(value) && value.length > 0 ? value.map(read) : noItems
}

/** The texts of a list. */
export function texts(value: unknown): readonly string[] {
  return list(value, text)
}

/** A map of texts; empty if it is anything else. */
export function labels(value: unknown): Labels {
  return entries(value, text)
}

/** An object as a map, each value as `read` makes it; empty if it is anything else. */
export function entries<T>(value: unknown, read: (item: unknown) => T): ReadonlyMap<string, T> {
  if (!isObject(value)) return noEntries
  const map = new Map<string, T>()
  for (const key of Object.keys(value)) map.set(key, read(value[key]))
  return map.size === 0 ? noEntries : map
}

/** Milliseconds since 1970 of an RFC 3339 time; undefined if there is none or it cannot be read. */
export function time(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined
  const parsed = Date.parse(value)
  return Number.isNaN(parsed) ? undefined : parsed
}
