import type { SchemaBundle } from '../../server/src/schema/schema.ts'

/** A file that `npm run generate` writes: its name inside `schemas/generated/` and its text, which depends on nothing but the sources. */
export interface GeneratedFile {
  readonly name: string
  readonly text: string
}

/** One generated thing: from pinned packages and overlays to files. */
export type Generator = () => Promise<readonly GeneratedFile[]> | readonly GeneratedFile[]

/**
 * A module with a SchemaBundle as JSON; see `bundleOf`. The text stands in a function, which engines do not look into before it is called:
 * a server that is asked about one language holds the schema of no other.
 */
export function bundleModule(bundle: SchemaBundle): string {
  return `/** A SchemaBundle as JSON. */\nexport function schema(): string {\n  return ${JSON.stringify(JSON.stringify(bundle))}\n}\n`
}
