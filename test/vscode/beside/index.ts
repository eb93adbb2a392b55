import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { type HostTest, runAll } from '../suite/index.ts'
import { at, codes, hoverTexts, open, until } from '../suite/window.ts'

/** What VS Code calls: the same editor with the YAML extension, Kubernetes Tools and Container Tools in it, or what stands in for them. */
export const run = () => runAll(tests)

const twoMistakes = `apiVersion: v1
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
---
apiVersion: v1
kind: Pod
spec: [
`

const dockerfileMode = (mode: string | undefined) => vscode.workspace.getConfiguration('bayplan').update('dockerfile.mode', mode)
const kubernetesMode = (mode: string | undefined) => vscode.workspace.getConfiguration('bayplan').update('kubernetes.mode', mode)

async function completions(document: vscode.TextDocument, position: vscode.Position): Promise<readonly string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position)
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label))
}

async function layout(document: vscode.TextDocument): Promise<number> {
  const options = { tabSize: 4, insertSpaces: true }
  const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
    'vscode.executeFormatDocumentProvider',
    document.uri,
    options,
  )
  return edits?.length ?? 0
}

const tests: readonly HostTest[] = [
  {
    name: 'a Dockerfile is explained and completed once, by the other extension',
    async run() {
      const { document } = await open('Dockerfile')
      const where = at(document, 'HEALTHCHECK', 3)
      await until('the neighbour', async () => (await hoverTexts(document, where)).length > 0)
      assert.deepEqual(await hoverTexts(document, where), ['from a neighbour'])
      assert.ok(!(await completions(document, at(document, '--from=build', '--from='.length))).includes('build'))
      assert.equal(await layout(document), 1)
    },
  },
  {
    name: 'what the other extension does not know is completed by Bayplan',
    async run() {
      const text = 'FROM alpine:3.20\nRUN --mount=type= true\n'
      const document = await vscode.workspace.openTextDocument({ language: 'dockerfile', content: text })
      await vscode.window.showTextDocument(document)
      const where = at(document, '--mount=type=', '--mount=type='.length)
      await until('a type of mount', async () => (await completions(document, where)).includes('cache'))
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    },
  },
  {
    name: 'a mode says otherwise, at once',
    async run() {
      const { document } = await open('Dockerfile')
      const where = at(document, 'HEALTHCHECK', 3)
      await dockerfileMode('full')
      await until('both hovers', async () => (await hoverTexts(document, where)).length === 2)
      assert.ok((await completions(document, at(document, '--from=build', '--from='.length))).includes('build'))
      await dockerfileMode(undefined)
      await until('one hover', async () => (await hoverTexts(document, where)).length === 1)
    },
  },
  {
    name: 'a manifest has the findings that only Bayplan makes, and errors of YAML once',
    async run() {
      const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: twoMistakes })
      await vscode.window.showTextDocument(document)
      await until('a finding', () => codes(document).includes('volume-name-unique'))
      assert.ok(!codes(document).includes('yaml-syntax'), codes(document).join())
      assert.deepEqual(await hoverTexts(document, at(document, 'image', 2)), ['from a neighbour'])
      assert.equal(await layout(document), 1)
      await kubernetesMode('full')
      await until('the error of YAML', () => codes(document).includes('yaml-syntax'))
      await kubernetesMode(undefined)
      await until(
        'the other finding alone',
        () => !codes(document).includes('yaml-syntax') && codes(document).includes('volume-name-unique'),
      )
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    },
  },
]
