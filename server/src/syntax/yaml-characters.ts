import { type Span, span } from '../text/span.ts'
import { locate, type Node } from './node.ts'

/** A character that stands where the API server's reader takes none, though YAML in general may. */
interface StrayCharacter {
  readonly message: string
  readonly span: Span
}

/** Tabs and control characters that end the reading: https://github.com/kubernetes-sigs/yaml/tree/master/goyaml.v2 */
export function strayCharacters(text: string, root: Node | undefined): readonly StrayCharacter[] {
  const found: StrayCharacter[] = []
  const characters = /(?:(?![\r\n\u0085])[\p{Cc}\uFEFF\uFFFE\uFFFF])+/gu
  for (let match = characters.exec(text); match !== null; match = characters.exec(text)) {
    const where = span(match.index, match.index + match[0].length)
    const message = match[0].startsWith('\t') ? tabMessage(text, root, match.index) : controlMessage(match[0], match.index)
    if (message !== undefined) found.push({ message, span: where })
  }
  return found
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
  if (nodes.some(({ kind, span: { start } }) => kind !== 'scalar' && /[[{]/.test(text[start] ?? ''))) return undefined
  const last = nodes.at(-1)
  if (last?.kind === 'scalar' && last.span.start < at && at < last.span.end && !endsIndent(text, last.span, before)) return undefined
  return 'a tab cannot indent in YAML; use blanks'
}

/** Whether a tab stands in the indentation of a block of text instead of in the text. */
function endsIndent(text: string, { start, end }: Span, before: string): boolean {
  if (!/[|>]/.test(text[start] ?? '')) return false
  const indent = /\n( *)[^ \r\n]/.exec(text.slice(start, end))?.[1]?.length ?? 0
  return before.length < indent
}
