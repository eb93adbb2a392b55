import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import type { HostTest } from './index.ts'
import { at, open, revert, until } from './window.ts'

/** The preview, as far as the API of VS Code shows it; what it looks like is seen in the journey. */
export const placement: readonly HostTest[] = [
  {
    name: 'the placement as text follows the definition',
    async run() {
      const editor = await open('web.task-definition.json')
      await vscode.commands.executeCommand('bayplan.showPlacementAsText')
      const shown = await until('the text', () =>
        vscode.workspace.textDocuments.find((document) => document.getText().includes('What if') && document),
      )
      assert.match(shown.getText(), /web/)
      const before = shown.getText()
      const document = editor.document
      const edit = new vscode.WorkspaceEdit()
      const start = at(document, '"memory": "1024"')
      edit.replace(document.uri, new vscode.Range(start, start.translate(0, '"memory": "1024"'.length)), '"memory": "999424"')
      await vscode.workspace.applyEdit(edit)
      await until('another text', () => shown.getText() !== before && shown.getText().includes('999,424'))
      await vscode.window.showTextDocument(document)
      await revert()
    },
  },
  {
    name: 'the preview opens beside the editor and leaves it the focus',
    async run() {
      const { document } = await open('web.task-definition.json')
      await vscode.commands.executeCommand('bayplan.previewPlacement')
      const tab = await until('the panel', () =>
        vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ input }) => input instanceof vscode.TabInputWebview),
      )
      assert.match(tab.label, /web\.task-definition\.json/)
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString())
    },
  },
]
