import type { SchemaBundle } from './schema.ts'

/** A generated validator: whether a plain value is as a root of the bundle describes it. Its errors stay until the next call. */
export interface Validate {
  (value: unknown): boolean
  readonly errors?: readonly SchemaError[] | null
}

/** One violation in ajv's words. */
export interface SchemaError {
  /** JSON pointer to the value. */
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The bundle a generated module holds as JSON; parsed when first asked for, because a file without errors needs none of it. */
export function bundleOf(json: () => string): () => SchemaBundle {
  let bundle: SchemaBundle | undefined
  return () => {
    bundle ??= JSON.parse(json()) as SchemaBundle
    return bundle
  }
}
