import * as vscode from 'vscode'

/** Shows a document where it is open already, else in the first column, with a stretch of it selected. Offsets in UTF-16 code units. */
export async function select(source: vscode.Uri, start?: number, end?: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(source)
  const there = vscode.window.visibleTextEditors.find((editor) => editor.document === document)
  const selection = start === undefined || end === undefined ? undefined : rangeOf(document, start, end)
  const viewColumn = there?.viewColumn ?? vscode.ViewColumn.One
  await vscode.window.showTextDocument(document, { viewColumn, ...(selection && { selection }) })
}

/** Replaces a stretch of a document, unless it is not of that version any more. */
export async function replaceIn(source: vscode.Uri, version: number, start: number, end: number, text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(source)
  if (document.version !== version) return
  const edit = new vscode.WorkspaceEdit()
  edit.replace(source, rangeOf(document, start, end), text)
  await vscode.workspace.applyEdit(edit)
}

function rangeOf(document: vscode.TextDocument, start: number, end: number): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end))
}
