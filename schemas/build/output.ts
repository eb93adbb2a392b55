/** A file that `npm run generate` writes: its name inside `schemas/generated/` and its text, which depends on nothing but the sources. */
export interface GeneratedFile {
  readonly name: string
  readonly text: string
}

/** One generated thing: from pinned packages and overlays to files. */
export type Generator = () => Promise<readonly GeneratedFile[]> | readonly GeneratedFile[]
