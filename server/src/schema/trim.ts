/** How many characters a line of a hover holds, about. */
const width = 100

/**
 * The beginning of a Markdown text that takes about so many lines, cut between paragraphs, items of lists or sentences;
 * a cut is shown as an ellipsis. An introduction that ends with a colon does not stay without what it introduces.
 */
export function trimmed(markdown: string, lines: number): string {
  const kept: string[] = []
  let used = 0
  for (const line of markdown.split('\n')) {
    const room = lines - used
    if (height(line) > room) return cut(kept, line, room)
    kept.push(line)
    used += height(line)
  }
  return markdown
}

function height(line: string): number {
  return Math.max(1, Math.ceil(line.length / width))
}

/** Fills up with the sentences of a line that do not fit as a whole. */
function cut(kept: readonly string[], line: string, room: number): string {
  const sentences = line.split(/(?<=[.!?]) (?=[A-Z])/)
  let part = ''
  for (const sentence of sentences) {
    if (height(`${part} ${sentence}`) > room) break
    part = part === '' ? sentence : `${part} ${sentence}`
  }
  if (part !== '') return `${[...kept, part].join('\n')} …`
  const text = kept.join('\n').trimEnd()
  const whole = text.endsWith(':') ? text.slice(0, Math.max(text.lastIndexOf('\n\n'), 0)) : text
  if (whole !== '') return `${whole} …`
  // Not even one sentence has room: it is cut between words.
  return `${line.slice(0, line.lastIndexOf(' ', Math.max(room, 1) * width))} …`
}
