/**
 * The documentation of AWS' models is HTML in doc comments. This turns it into Markdown that reads well in a hover: paragraphs, lists,
 * notes as quotes, links and code; whatever is left of tags and entities is gone.
 */
export function markdown(html: string): string {
  return blocks(tokens(html)).join('\n\n')
}

/** The first sentence of the same text, without any markup; empty where there is no text. */
export function firstSentence(html: string): string {
  const start = /<p>([\s\S]*?)<\/p>/.exec(html)?.[1] ?? html
  const plain = decoded(start.replace(/<[^>]*>/g, ''))
  const end = /(?<!\b(?:e\.g|i\.e|etc|vs|No|Inc))[.!?](?=\s+[A-Z0-9"]|\s*$)/.exec(plain)
  return end === null ? plain : plain.slice(0, end.index + 1)
}

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open' | 'close'; readonly tag: string; readonly href: string }

function tokens(html: string): Token[] {
  return html.split(/(<\/?[a-z][^>]*>)/i).flatMap((part): Token[] => {
    const tag = /^<(\/?)([a-z]+)([^>]*)>$/i.exec(part)
    if (tag === null) return part === '' ? [] : [{ kind: 'text', text: part }]
    const href = /href\s*=\s*"([^"]*)"/.exec(tag[3] ?? '')?.[1] ?? ''
    return [{ kind: tag[1] === '' ? 'open' : 'close', tag: (tag[2] ?? '').toLowerCase(), href }]
  })
}

const inlineTags = new Set(['code', 'i', 'b', 'a'])

/** Reads blocks until the tag that encloses them closes, and takes what it reads from the list. */
function blocks(left: Token[], until?: string): string[] {
  const found: string[] = []
  let line: Token[] = []
  const flush = () => {
    const text = inline(line).trim()
    if (text !== '') found.push(text)
    line = []
  }
  for (let token = left.shift(); token !== undefined; token = left.shift()) {
    if (token.kind === 'text' || inlineTags.has(token.tag)) line.push(token)
    else {
      flush()
      if (token.kind === 'close' && token.tag === until) return found
      if (token.kind === 'open') found.push(...block(left, token.tag))
    }
  }
  flush()
  return found
}

function block(left: Token[], tag: string): string[] {
  switch (tag) {
    case 'ul':
    case 'ol':
      return [list(blocks(left, tag), tag === 'ol')]
    case 'li':
      return [blocks(left, tag).join('\n\n')]
    case 'dl':
      return [list(definitions(left), false)]
    case 'note':
      return [quote('Note', blocks(left, tag))]
    case 'important':
      return [quote('Important', blocks(left, tag))]
    default:
      return blocks(left, tag)
  }
}

/** The items of a definition list: the term in bold, behind it what it means. */
function definitions(left: Token[]): string[] {
  const items: string[] = []
  let term = ''
  for (let token = left.shift(); token !== undefined; token = left.shift()) {
    if (token.kind === 'close') break
    if (token.kind === 'text') continue
    const parts = blocks(left, token.tag)
    if (token.tag === 'dt') term = parts.join(' ').replaceAll('`', '')
    else items.push(`**${term}**: ${parts.join('\n\n')}`)
  }
  return items
}

function list(items: readonly string[], ordered: boolean): string {
  return items
    .map((item, i) => {
      const mark = ordered ? `${i + 1}. ` : '- '
      return mark + item.replace(/\n(?=[^\n])/g, `\n${' '.repeat(mark.length)}`)
    })
    .join('\n')
}

function quote(title: string, parts: readonly string[]): string {
  return `**${title}:** ${parts.join('\n\n')}`.replace(/^/gm, '> ').replace(/^> $/gm, '>')
}

function inline(line: readonly Token[]): string {
  const left = [...line]
  return spans(left)
    .replace(/\s+/g, ' ')
    .replace(/` (?=[.,;:)])/g, '`')
}

function spans(left: Token[], until?: string): string {
  let text = ''
  for (let token = left.shift(); token !== undefined; token = left.shift()) {
    if (token.kind === 'text') text += until === 'code' ? decoded(token.text, false) : escaped(decoded(token.text, false))
    else if (token.kind === 'open') text += span(left, token.tag, token.href, until)
    else if (token.tag === until) return text
  }
  return text
}

function span(left: Token[], tag: string, href: string, outer: string | undefined): string {
  if (outer === 'code') return spans(left, tag === 'code' ? 'code' : tag).replaceAll('\\', '')
  const inner = spans(left, tag)
  const text = inner.trim()
  if (text === '') return inner
  return inner.replace(text, () => decorated(tag, text, href))
}

function decorated(tag: string, text: string, href: string): string {
  if (tag === 'code') return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``
  if (tag === 'a') return href === '' ? text : `[${text}](${href})`
  return tag === 'b' ? `**${text}**` : `*${text}*`
}

function escaped(text: string): string {
  return text.replace(/[\\*`<[\]]|(?<!\w)_|_(?!\w)/g, '\\$&')
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }

/** Text without entities and without the backslashes that keep doc comments from reading braces as tags. */
function decoded(text: string, tidy = true): string {
  const plain = text
    .replace(/&(?:#(\d+)|([a-z]+));/g, (all, code?: string, name?: string) =>
      code === undefined ? (entities[name ?? ''] ?? all) : String.fromCodePoint(Number(code)),
    )
    .replace(/\\([{}@/])/g, '$1')
  return tidy ? plain.replace(/\s+/g, ' ').trim() : plain
}
