import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import type { HostTest } from './index.ts'
import { at, bayplan, codes, hoverTexts, open, replaceAll, revert, serverRuns, until } from './window.ts'

const twice = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: nginx:1.27
  volumes:
    - name: cache
      emptyDir: {}
    - name: cache
      emptyDir: {}
`

const mistakes = ['host-port-matches', 'unknown-key', 'wrong-type']

/** What the editor shows and does in a task definition. */
export const features: readonly HostTest[] = [
  {
    name: 'plain JSON starts nothing',
    async run() {
      const { document } = await vscode.window.showTextDocument(
        await vscode.workspace.openTextDocument({ language: 'json', content: '{"family": 1}' }),
      )
      await new Promise((later) => setTimeout(later, 300))
      assert.equal(document.languageId, 'json')
      assert.equal(bayplan().isActive, false)
    },
  },
  {
    name: 'YAML starts no server until it is a manifest',
    async run() {
      const { document } = await vscode.window.showTextDocument(
        await vscode.workspace.openTextDocument({ language: 'yaml', content: 'steps:\n  - run: kubectl apply\n' }),
      )
      await until('the extension', () => bayplan().isActive)
      await new Promise((later) => setTimeout(later, 300))
      assert.equal(serverRuns(), false)
      await replaceAll(document, twice)
      await until('the server', serverRuns)
      await until('a finding', () => codes(document).includes('volume-name-unique'))
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    },
  },
  {
    name: 'a task definition is recognised by its name and checked at once',
    async run() {
      const { document } = await open('web.task-definition.json')
      assert.equal(document.languageId, 'ecs-task-definition')
      await until('three findings', () => codes(document).length === 3)
      assert.deepEqual(codes(document), mistakes)
      assert.ok(bayplan().isActive)
      const [finding] = vscode.languages.getDiagnostics(document.uri)
      assert.equal(finding?.source, 'bayplan')
    },
  },
  {
    name: 'completion offers the containers a dependency may name',
    async run() {
      const { document } = await open('web.task-definition.json')
      const position = at(document, '"containerName": "web"', '"containerName": "'.length)
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      )
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label))
      assert.ok(
        labels.some((label) => label.includes('web')),
        labels.join(),
      )
    },
  },
  {
    name: 'hover explains a key once',
    async run() {
      const { document } = await open('web.task-definition.json')
      const hovers = await hoverTexts(document, at(document, '"networkMode"', 3))
      assert.equal(hovers.length, 1)
      assert.match(hovers[0] ?? '', /awsvpc/)
    },
  },
  {
    name: 'every finding has one preferred fix, and fix-all leaves only what needs a choice',
    async run() {
      const { document } = await open('web.task-definition.json')
      for (const { range, code } of vscode.languages.getDiagnostics(document.uri)) {
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          range,
          'quickfix',
        )
        assert.equal(actions.filter(({ isPreferred }) => isPreferred === true).length, 1, String(code))
      }
      const whole = new vscode.Range(0, 0, document.lineCount, 0)
      const [all] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        whole,
        'source.fixAll.bayplan',
        1,
      )
      assert.ok(all?.edit)
      assert.ok(await vscode.workspace.applyEdit(all.edit))
      await until('two findings', () => codes(document).join() === 'host-port-matches,unknown-key')
      await revert()
      await until('the findings again', () => codes(document).length === 3)
    },
  },
  {
    name: 'a container is found, listed and renamed everywhere',
    async run() {
      const { document } = await open('web.task-definition.json')
      const position = at(document, '"containerName": "web"', '"containerName": "'.length + 1)
      const definitions = await vscode.commands.executeCommand<readonly (vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        position,
      )
      assert.equal(definitions.length, 1)
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        position,
        'front',
      )
      assert.equal(edit.get(document.uri).length, 2)
    },
  },
  {
    name: 'outline, folding and formatting are there without the JSON server',
    async run() {
      const { document } = await open('api.task-definition.json')
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', document.uri)
      assert.ok(JSON.stringify(symbols).includes('"api"'))
      const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri)
      assert.ok(folds.length > 3)
      const options = { tabSize: 4, insertSpaces: true }
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, options)
      assert.ok(edits.length > 10)
    },
  },
  {
    name: 'other JSON becomes a task definition only when told to',
    async run() {
      const content = '{"family":"x","containerDefinitions":[]}'
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'json', content }))
      await vscode.commands.executeCommand('bayplan.treatAsEcsTaskDefinition')
      const document = await until('the language', () => {
        const active = vscode.window.activeTextEditor?.document
        return active?.languageId === 'ecs-task-definition' && active.getText() === content && active
      })
      await until('a finding', () => codes(document).length > 0)
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    },
  },
]
