import { type Span, span } from '../text/span.ts'
import { locate, type Node } from './node.ts'

/**
 * What YAML in general allows and the reader of the API server does not, as tried on it:
 * https://github.com/kubernetes-sigs/yaml and its copy of go-yaml 2.
 */
export interface Mistake {
  readonly message: string
  readonly span: Span
}

/** What a scalar may not hold: inside brackets a plain one has no `?` and begins with no `:`, and `\/` is no escape. */
export function scalarMistake(text: string, where: Span, type: string | undefined, inFlow: boolean): Mistake | undefined {
  const source = text.slice(where.start, where.end)
  if (type === 'PLAIN' && inFlow && (source.indexOf('?') > 0 || source.startsWith(':'))) {
    return {
      message: `inside brackets a plain value ${source.startsWith(':') ? 'cannot begin with :' : 'has no ?'}; put it in quotes`,
      span: where,
    }
  }
  const slash = type === 'QUOTE_DOUBLE' && source.includes('\\/') ? /(?<!\\)(?:\\\\)*\\\//.exec(source) : null
  if (slash === null) return undefined
  const end = where.start + slash.index + slash[0].length
  return { message: 'a slash needs no backslash here, and may have none', span: span(end - 2, end) }
}

/** A key that is nothing: `~`, or none at all before a colon. */
export function nullKeyMistake(where: Span): Mistake {
  if (where.end > where.start) return { message: 'YAML reads this key as null; put it in quotes', span: where }
  return { message: 'a key is missing before this colon', span: span(where.start, where.start + 1) }
}

/** Inside brackets, too, a key and its colon stand on one line. */
export function keyMistake(text: string, key: Span, value: Span): Mistake | undefined {
  const source = text.slice(key.start, Math.max(key.end, value.start))
  const line = source.search(/[\r\n]/)
  if (line < 0) return undefined
  const colon = text.indexOf(':', key.end)
  if (colon < 0 || colon >= value.start + 1 || key.start + line > colon || text[key.start - 2] === '?') return undefined
  return { message: 'a key and its colon stand on one line', span: span(key.start, key.start + line) }
}

/** Directives, tabs and control characters that end the reading. */
export function strayCharacters(text: string, root: Node | undefined): readonly Mistake[] {
  const found = directiveMistakes(text)
  const characters = /(?:(?![\r\n\u0085])[\p{Cc}\uFEFF\uFFFE\uFFFF])+/gu
  for (let match = characters.exec(text); match !== null; match = characters.exec(text)) {
    const where = span(match.index, match.index + match[0].length)
    const message = match[0].startsWith('\t') ? tabMessage(text, root, match.index) : controlMessage(match[0], match.index)
    if (message !== undefined) found.push({ message, span: where })
  }
  return found
}

function directiveMistakes(text: string): Mistake[] {
  if (!/^\uFEFF?%/.test(text)) return []
  const directives = [...text.matchAll(/^\uFEFF?%(?!YAML[ \t]+1\.1\s|TAG\s)[^\r\n]*/gm)].slice(0, 1)
  return directives.flatMap(({ index, 0: { length } }) =>
    text.lastIndexOf('\n---', index) >= 0
      ? []
      : { message: 'the API server knows the directives %YAML 1.1 and %TAG only', span: span(index, index + length) },
  )
}

function controlMessage(characters: string, at: number): string | undefined {
  if (characters === '\uFEFF' && at === 0) return undefined
  const code = characters.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  return `the control character U+${code} stands in no manifest; write it as an escape in double quotes, or leave it out`
}

/** A tab may stand behind a token, inside quotes, and between brackets; where a line or an item begins it may not. */
function tabMessage(text: string, root: Node | undefined, at: number): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  if (!/^\uFEFF?(?:[ \t]|[-?](?=[ \t]|$))*$/.test(before)) return undefined
  const nodes = locate(root, at)?.nodes ?? []
  const flow = nodes.findIndex(({ kind, span: { start } }) => kind !== 'scalar' && /[[{]/.test(text[start] ?? ''))
  const last = nodes.at(-1)
  if (flow >= 0) {
    const quoted = last?.kind === 'scalar' && last.quoted && last.span.start < at && at < last.span.end
    if (quoted || flow === 0 || !followsPlain(text, at)) return undefined
  } else if (last?.kind === 'scalar' && last.span.start < at && at < last.span.end && !endsIndent(text, last.span, before)) return undefined
  return 'a tab cannot indent in YAML; use blanks'
}

/** Between brackets a tab goes on with the plain value of the line above, if one is open, and then it is indentation. */
function followsPlain(text: string, at: number): boolean {
  const above = text.slice(Math.max(0, at - 1000), at).trimEnd()
  return /[^,:[\]{}"'\s]$/.test(above) && !/(?:^|\s)#[^\n]*$/.test(above)
}

/** Whether a tab stands in the indentation of a block of text instead of in the text. */
function endsIndent(text: string, { start, end }: Span, before: string): boolean {
  if (!/[|>]/.test(text[start] ?? '')) return false
  const indent = /\n( *)[^ \r\n]/.exec(text.slice(start, end))?.[1]?.length ?? 0
  return before.length < indent
}
