import * as vscode from 'vscode'

/** The extension under test. */
export function bayplan(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('bayplan.bayplan')
  if (extension === undefined) throw new Error('Bayplan is not installed')
  return extension
}

/** Opens a file of the workspace in an editor. */
export async function open(name: string): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? []
  if (folder === undefined) throw new Error('no folder is open')
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name)), { preview: false })
}

/** Waits until `done` gives something true; rejects with `what` after ten seconds. */
export async function until<T>(what: string, done: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (let waited = 0; waited < 200; waited++) {
    const result = await done()
    if (result !== undefined && result !== false) return result
    await new Promise((next) => setTimeout(next, 50))
  }
  throw new Error(`waited ten seconds for ${what}`)
}

/** The codes of the findings shown for a document, sorted. */
export function codes(document: vscode.TextDocument): readonly string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .map(({ code }) => String(typeof code === 'object' ? code.value : code))
    .sort()
}

/** The position of the first occurrence of some text, moved by `by` characters. */
export function at(document: vscode.TextDocument, text: string, by = 0): vscode.Position {
  const offset = document.getText().indexOf(text)
  if (offset < 0) throw new Error(`${text} does not occur`)
  return document.positionAt(offset + by)
}

/** Throws away what a test did to a document. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.files.revert')
}
