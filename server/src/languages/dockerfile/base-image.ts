import type { Instruction, Word } from '../../syntax/dockerfile.ts'
import type { Span } from '../../text/span.ts'

/** What FROM names, taken apart as written: variables stay what they are. */
export interface BaseImage {
  /** Everything before the first slash where there is a dot in it: the registry. */
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
  const [, registry, rest = ''] = /^(?:([^./@:]*[^.@:]*\.[^/]+)\/)?(.*)$/s.exec(image.text) ?? []
  const [, name = '', tag, digest] = /^([^@:]*)(?::([^@:]*))?(?:@(.*))?/s.exec(rest) ?? []
  return { registry, name, tag, digest, alias: as?.text.toLowerCase() === 'as' ? alias : undefined, span: image.span }
}
