import assert from 'node:assert/strict'
import { type CompletionItem, type CompletionList, InsertTextFormat, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'

/** The text after edits, as an editor applies them; throws where they overlap. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('file:///x', '', 1, text), [...edits])
}

/** The text after the edits of one document; nothing else may be touched, and the version must be the one the client has. */
export function withWorkspaceEdit(text: string, uri: string, version: number, edit: WorkspaceEdit | undefined): string {
  assert.ok(edit, 'there is no edit')
  const edits: TextEdit[] = [...(edit.changes?.[uri] ?? [])]
  assert.deepEqual(
    Object.keys(edit.changes ?? {}).filter((other) => other !== uri),
    [],
  )
  for (const change of edit.documentChanges ?? []) {
    assert.ok('edits' in change)
    assert.deepEqual(change.textDocument, { uri, version })
    for (const one of change.edits) if ('newText' in one) edits.push(one)
  }
  return withEdits(text, edits)
}

/**
 * The text after a completion item was accepted, its places reduced to what they propose and the cursor shown as `<|>` (at the first
 * place, or behind the text). Defaults of the list are used as an editor uses them.
 */
export function accepted(text: string, list: CompletionList, item: CompletionItem): string {
  const edit = editOf(list, item)
  const snippet = item.insertTextFormat === InsertTextFormat.Snippet
  const newText = snippet ? reduced(edit.newText) : `${edit.newText}<|>`
  return withEdits(text, [{ range: edit.range, newText }, ...(item.additionalTextEdits ?? [])])
}

function editOf({ itemDefaults }: CompletionList, item: CompletionItem): TextEdit {
  if (item.textEdit !== undefined) {
    assert.ok('range' in item.textEdit)
    return item.textEdit
  }
  const range = itemDefaults?.editRange
  assert.ok(range !== undefined && 'start' in range, 'an item without an edit needs a default')
  return { range, newText: item.textEditText ?? item.label }
}

function reduced(snippet: string): string {
  const first = /\$\{?1\b/.test(snippet) ? '1' : '0'
  const marked = snippet.replace(new RegExp(`\\$(?:${first}|\\{${first}(?::([^}]*))?\\})`), (_, word = '') => `<|>${word}`)
  const plain = marked
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$(\d+|\{\d+\})/g, '')
    .replace(/\\([$}\\])/g, '$1')
  return plain.includes('<|>') ? plain : `${plain}<|>`
}
