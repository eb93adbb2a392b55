import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  CodeActionRequest,
  type CompletionList,
  CompletionRequest,
  DefinitionRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  HoverRequest,
  RenameRequest,
} from 'vscode-languageserver/node'
import { accepted, withWorkspaceEdit } from './apply.ts'
import { cursorIn, type Session, startSession } from './client.ts'

let session: Session
let next = 0

before(async () => {
  session = await startSession()
})

after(async () => {
  assert.deepEqual([session.popups, session.log], [[], []])
  assert.equal(await session.stop(), 0)
})

/** Opens a manifest whose cursor is marked, under a name of its own. */
function opened(marked: string) {
  const { text, position } = cursorIn(marked)
  const uri = session.open(`/w/${next++}.yaml`, text, 'yaml')
  return { uri, text, position, textDocument: { uri } }
}

const pod = (rest: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: é😀 }\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n    - name: web\n      image: nginx:1.27\n${rest}`

async function complete(marked: string, label: string): Promise<string> {
  const { text, position, textDocument } = opened(marked)
  const list = (await session.connection.sendRequest(CompletionRequest.type, { textDocument, position })) as CompletionList
  const item = list.items.find((one) => one.label === label)
  assert.ok(item, `${label} among ${list.items.map((one) => one.label)}`)
  return accepted(text, list, item)
}

test('completion in the second document of a file, over the wire', async () => {
  assert.equal(
    await complete(pod('      resources:\n        requests:\n          <|>\n'), 'memory'),
    pod('      resources:\n        requests:\n          memory: <|>\n'),
  )
  assert.equal(
    await complete(pod('      volumeMounts:\n        - name: <|>\n          mountPath: /a\n  volumes:\n    - name: cache\n'), 'cache'),
    pod('      volumeMounts:\n        - name: cache<|>\n          mountPath: /a\n  volumes:\n    - name: cache\n'),
  )
  assert.match(await complete(`${pod('')}---\n<|>`, 'CronJob'), /---\napiVersion: batch\/v1\nkind: CronJob\n/)
})

test('hover, definition, rename, outline and a fix count from the beginning of the file', async () => {
  const marked = pod(
    '      ports:\n        - name: http\n          containerPort: 80\n      livenessProbe:\n        httpGet:\n          port: ht<|>tp\n',
  )
  const { uri, text, position, textDocument } = opened(marked)
  const found = await session.connection.sendRequest(HoverRequest.type, { textDocument, position })
  const contents = found?.contents
  assert.ok(typeof contents === 'object' && 'value' in contents)
  assert.match(contents.value, /\*\*port\*\*/)
  const definition = await session.connection.sendRequest(DefinitionRequest.type, { textDocument, position })
  assert.match(JSON.stringify(definition), /"start":\{"line":13,"character":16\}/)
  const edit = await session.connection.sendRequest(RenameRequest.type, { textDocument, position, newName: 'web' })
  assert.ok(edit)
  assert.equal(withWorkspaceEdit(text, uri, 1, edit), text.replaceAll('http\n', 'web\n'))
  const outline = (await session.connection.sendRequest(DocumentSymbolRequest.type, { textDocument })) as DocumentSymbol[]
  assert.deepEqual(
    outline.map(({ name, detail, range }) => [name, detail, range.start.line]),
    [
      ['é😀', 'ConfigMap', 0],
      ['p', 'Pod', 4],
    ],
  )
  const actions = await session.connection.sendRequest(CodeActionRequest.type, {
    textDocument,
    range: { start: { line: 10, character: 12 }, end: { line: 10, character: 12 } },
    context: { diagnostics: [] },
  })
  assert.equal(actions?.filter((action) => 'isPreferred' in action && action.isPreferred).length, 1)
  assert.ok((await session.messages(uri)).length > 0)
})

test('an edit in one document of a file shows in it, moves what is said of the others, and gives the same as the text alone', async () => {
  const bad = (name: string) => pod(`      ports:\n        - containerPort: 70000 # ${name}\n`)
  let text = `${bad('a')}---\n${bad('b')}---\n${bad('c')}`
  const uri = session.open('/w/edited.yaml', text, 'yaml')
  let last: string | undefined
  const edits: readonly (readonly [at: string, put: string])[] = [
    ['containerPort: 70000 # b', 'containerPort: 80'],
    ['# a', '# a\n# one line more\n'],
    ['containerPort: 80', 'containerPort: 70000'],
    ['# c', '# cc'],
    ['---\napiVersion: v1\nkind: Pod', ''],
  ]
  for (const [at, put] of edits) {
    const offset = text.indexOf(at)
    const before = text.slice(0, offset).split('\n')
    const start = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
    const lines = at.split('\n')
    const end = { line: start.line + lines.length - 1, character: (lines.length > 1 ? 0 : start.character) + (lines.at(-1)?.length ?? 0) }
    session.change(uri, [{ range: { start, end }, text: put }])
    text = text.slice(0, offset) + put + text.slice(offset + at.length)
    const report = await session.pull(uri, last)
    const alone = session.open(`/w/alone-${next++}.yaml`, text, 'yaml')
    const expected = await session.pull(alone)
    assert.ok(expected.kind === 'full')
    if (report.kind === 'full') assert.deepEqual(report.items, expected.items)
    assert.equal(report.resultId, expected.resultId)
    last = report.resultId
    session.close(alone)
  }
})
