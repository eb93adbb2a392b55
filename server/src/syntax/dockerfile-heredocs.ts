import type { Heredoc } from './dockerfile.ts'
import type { Joined } from './dockerfile-lines.ts'
import { lexWords } from './shell-lex.ts'

/** A word that says where a body ends and how it is read; the body is not looked for. */
export type HeredocWord = Pick<Heredoc, 'name' | 'fd' | 'expand' | 'chomp' | 'span'>

/** The heredoc words of a joined line, in order. */
export function heredocWords(joined: Joined): readonly HeredocWord[] {
  const words = lexWords(joined.text, { escape: '\\', raw: true, heredocs: true })
  if (words === undefined) return []
  return words.flatMap(({ text, start, end }) => {
    const match = /^(\d*)<<(-?)\s*([^<]*)$/.exec(text)
    if (match === null || match[3] === undefined || match[3] === '') return []
    const plain = lexWords(match[3], { escape: '\\', raw: false, heredocs: false })
    if (plain?.length !== 1) return []
    const name = plain[0]?.text ?? ''
    return [
      {
        name,
        fd: match[1] === '' || match[1] === undefined ? undefined : Number(match[1]),
        expand: name === match[3],
        chomp: match[2] === '-',
        span: joined.span(start, end),
      },
    ]
  })
}
