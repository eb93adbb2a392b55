/** A snippet as plain text, for clients without snippets: each place holds what it proposes, or nothing. */
export function withoutPlaces(snippet: string): string {
  let text = ''
  let at = 0
  let open = 0
  while (at < snippet.length) {
    const rest = snippet.slice(at)
    const [escaped] = /^\\[$}\\]/.exec(rest) ?? []
    const [choice, first] = /^\$\{\d+\|((?:\\.|[^\\,|])*)(?:\\.|[^\\|])*\|\}/s.exec(rest) ?? []
    const [place] = /^\$(?:\d+|\{\d+\})/.exec(rest) ?? []
    const [proposal] = /^\$\{\d+:/.exec(rest) ?? []
    if (escaped !== undefined) text += escaped.slice(1)
    else if (choice !== undefined) text += (first ?? '').replace(/\\(.)/gs, '$1')
    else if (proposal !== undefined) open++
    else if (place === undefined && open > 0 && rest.startsWith('}')) open--
    else if (place === undefined) text += rest[0]
    at += (escaped ?? choice ?? place ?? proposal ?? ' ').length
  }
  return text
}
