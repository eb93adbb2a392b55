import { execFileSync } from 'node:child_process'
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

/** Replaces the whole text of a document, as typing would. */
export async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit()
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text)
  await vscode.workspace.applyEdit(edit)
}

/** Whether this extension host has started the language server. */
export function serverRuns(): boolean {
  const processes = execFileSync('ps', ['-A', '-o', 'ppid=', '-o', 'args='], { encoding: 'utf8' })
  return processes.split('\n').some((line) => Number.parseInt(line, 10) === process.pid && line.includes('server.cjs'))
}

/** What the editor shows when the mouse rests on a place, one text for each that has something to say. */
export async function hoverTexts(document: vscode.TextDocument, position: vscode.Position): Promise<readonly string[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position)
  return hovers.map(({ contents }) => contents.map((part) => (typeof part === 'string' ? part : part.value)).join('\n'))
}
