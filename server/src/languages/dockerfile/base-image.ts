import type { Instruction, Word } from '../../syntax/dockerfile.ts'
import type { Span } from '../../text/span.ts'

/** What FROM names, taken apart as written: variables stay what they are. */
export interface BaseImage {
  /** What stands before the first slash, where a dot, a port or the name localhost says that it is a host. */
  readonly registry: string | undefined
  readonly name: string
  readonly tag: string | undefined
  readonly digest: string | undefined
  readonly alias: Word | undefined
  /** Where the image stands. */
  readonly span: Span
}

/** Takes the image of a FROM apart; undefined where it has none. */
export function baseImage({ keyword, args }: Instruction): BaseImage | undefined {
  const [image, as, alias] = args
  if (keyword !== 'FROM' || image === undefined) return undefined
  return { ...imageNamed(image), alias: as?.text.toLowerCase() === 'as' ? alias : undefined }
}

/** Takes the name of an image apart. */
export function imageNamed({ text, span }: Word): BaseImage {
  const slash = text.indexOf('/')
  const first = text.slice(0, Math.max(slash, 0))
  const registry = /[.:]/.test(first) || first === 'localhost' ? first : undefined
  const rest = registry === undefined ? text : text.slice(slash + 1)
  const [, name = '', tag, digest] = /^([^@:]*)(?::([^@:]*))?(?:@(.*))?/s.exec(rest) ?? []
  return { registry, name, tag, digest, alias: undefined, span }
}
