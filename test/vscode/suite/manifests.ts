import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import type { HostTest } from './index.ts'
import { at, codes, hoverTexts, open, until } from './window.ts'

/** What the editor shows of Dockerfiles and Kubernetes manifests where no other extension shows anything. */
export const manifests: readonly HostTest[] = [
  {
    name: 'a Dockerfile is explained, completed and laid out',
    async run() {
      const { document } = await open('Dockerfile')
      assert.equal(document.languageId, 'dockerfile')
      const hovers = await until('a hover', async () => {
        const texts = await hoverTexts(document, at(document, 'HEALTHCHECK', 3))
        return texts.length > 0 && texts
      })
      assert.equal(hovers.length, 1)
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at(document, '--from=build', '--from='.length),
      )
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label))
      assert.ok(labels.includes('build'), labels.join())
      const options = { tabSize: 4, insertSpaces: true }
      const untidy = await vscode.workspace.openTextDocument({ language: 'dockerfile', content: 'FROM   scratch\nADD   a /\n' })
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        'vscode.executeFormatDocumentProvider',
        untidy.uri,
        options,
      )
      assert.equal(edits?.length, 2)
    },
  },
  {
    name: 'YAML that is not for us keeps what the editor does by itself',
    async run() {
      const content = 'jobs:\n  build:\n    steps:\n      - run: true\n  test:\n    steps: []\n'
      const document = await vscode.workspace.openTextDocument({ language: 'yaml', content })
      await vscode.window.showTextDocument(document)
      assert.deepEqual(await hoverTexts(document, new vscode.Position(0, 2)), [])
      assert.deepEqual(codes(document), [])
      const options = { tabSize: 4, insertSpaces: true }
      const edits = await vscode.commands.executeCommand('vscode.executeFormatDocumentProvider', document.uri, options)
      assert.equal(edits, undefined, 'nobody formats YAML here')
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    },
  },
  {
    name: 'the placement of a manifest can be previewed',
    async run() {
      const { document } = await open('deployment.yaml')
      await vscode.commands.executeCommand('bayplan.previewPlacement')
      await until('the panel', () =>
        vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === 'Placement: deployment.yaml'),
      )
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString())
    },
  },
]
