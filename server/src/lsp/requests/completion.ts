import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  type CompletionParams,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver'
import { plainOf } from '../../features/plain.ts'
import { languages } from '../../languages/index.ts'
import type { Completion } from '../../languages/language.ts'
import type { Span } from '../../text/span.ts'
import type { Client } from '../client.ts'
import type { Convert } from '../convert.ts'
import { about, attempt, type Service } from '../server.ts'
import { withoutPlaces } from '../snippet.ts'

const kinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  property: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  reference: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
  keyword: CompletionItemKind.Keyword,
  variable: CompletionItemKind.Variable,
  file: CompletionItemKind.File,
}

/** Those of all languages; what brings up proposals in one is only a character in another. */
const triggers: readonly string[] = [...new Set(languages.flatMap((language) => [...language.triggers]))]

/** More than anyone scrolls through. */
const most = 200

/** `textDocument/completion`, and `completionItem/resolve` for the documentation of the item the user looks at. */
export const completion: Service = {
  capabilities: () => ({ completionProvider: { resolveProvider: true, triggerCharacters: [...triggers] } }),
  listen(server) {
    const { client, connection, log } = server
    // Items are resolved while their list is on the screen, so the last list is all that must be kept.
    let shown: { readonly list: number; readonly items: readonly Completion[] } = { list: 0, items: [] }
    connection.onCompletion(
      about(
        server,
        'completion',
        null,
        ({ document: { convert, language }, reading }, { position, context }: CompletionParams): CompletionList | null => {
          const typed = context?.triggerCharacter
          if (typed !== undefined && language?.triggers.includes(typed) === false) return null
          const items = reading.complete(convert.offset(position)).slice(0, most)
          shown = { list: shown.list + 1, items }
          return listOf(items, shown.list, convert, client)
        },
      ),
    )
    connection.onCompletionResolve((item) => {
      const known = item.data?.list === shown.list ? shown.items[item.data?.item] : undefined
      const markdown = attempt(log, 'completion documentation', undefined, () => known?.documentation?.())
      return markdown === undefined ? item : { ...item, documentation: documented(markdown, client) }
    })
  },
}

function listOf(completions: readonly Completion[], list: number, convert: Convert, client: Client): CompletionList {
  const common = client.defaultEditRange ? commonSpan(completions) : undefined
  const items = completions.map((one, item) => ({ ...itemOf(one, common, convert, client), data: { list, item } }))
  // Of a list that was cut, what is typed next may bring others to light.
  return { isIncomplete: items.length === most, items, ...(common !== undefined && { itemDefaults: { editRange: convert.range(common) } }) }
}

/** The span that all items replace, if it is the same. */
function commonSpan([first, ...rest]: readonly Completion[]): Span | undefined {
  const where = first?.edit.span
  return rest.every(({ edit: { span } }) => span.start === where?.start && span.end === where.end) ? where : undefined
}

function itemOf(one: Completion, common: Span | undefined, convert: Convert, client: Client): CompletionItem {
  const { label, kind, detail, edit, snippet, also, rank, filter, deprecated } = one
  const asSnippet = snippet === true && client.snippets
  const text = snippet === true && !client.snippets ? withoutPlaces(edit.text) : edit.text
  return {
    label,
    kind: kinds[kind],
    sortText: String(rank).padStart(4, '0'),
    ...(filter !== undefined && { filterText: filter }),
    ...(detail !== undefined && (client.labelDetails ? { labelDetails: { description: detail } } : { detail })),
    ...(deprecated && { tags: [CompletionItemTag.Deprecated] }),
    ...(asSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    // What is inserted is laid out already; an editor that indents it once more would spoil it.
    ...(client.literalInserts && text.includes('\n') && { insertTextMode: InsertTextMode.asIs }),
    ...(common === undefined ? { textEdit: convert.edit({ span: edit.span, text }) } : { textEditText: text }),
    ...(also !== undefined && also.length > 0 && { additionalTextEdits: also.map((other) => convert.edit(other)) }),
  }
}

function documented(markdown: string, { markdownInCompletion }: Client): NonNullable<CompletionItem['documentation']> {
  if (markdownInCompletion) return { kind: MarkupKind.Markdown, value: markdown }
  return { kind: MarkupKind.PlainText, value: plainOf(markdown) }
}
