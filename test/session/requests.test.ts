import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  type CodeAction,
  CodeActionRequest,
  type CompletionList,
  CompletionRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentRangeFormattingRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  PrepareRenameRequest,
  type Range,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
  type SymbolInformation,
  type TextEdit,
} from 'vscode-languageserver/node'
import type { PlacementAnswer, PlacementParams } from '../../server/src/protocol.ts'
import { accepted, withEdits, withWorkspaceEdit } from './apply.ts'
import { cursorIn, modernClient, type Session, startSession } from './client.ts'
import { temporaryFolder } from './workspace.ts'

const definition = `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "app",
      "image": "nginx:1.27",
      "memory": 128,
      "dependsOn": [{ "containerName": "proxy", "condition": "START" }]
    },
    { "name": "proxy", "image": "envoy:1.31", "memory": 64 }
  ]
}
`

let session: Session
let next = 0

before(async () => {
  session = await startSession()
})

after(async () => {
  assert.deepEqual([session.popups, session.log], [[], []])
  assert.equal(await session.stop(), 0)
})

/** Opens a text whose cursor is marked, under a name of its own. */
function opened(marked: string, on: Session = session) {
  const { text, position } = cursorIn(marked.includes('<|>') ? marked : `<|>${marked}`)
  const uri = on.open(`/w/${next++}.taskdef.json`, text)
  return { uri, text, position, textDocument: { uri } }
}

/** The text a range covers. */
function covered(text: string, { start, end }: Range): string {
  const lines = text.split('\n')
  const at = ({ line, character }: Range['start']) => lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, character)
  return text.slice(at(start), at(end))
}

test('an accepted proposal is the text an editor would have, whatever the list leaves to its defaults', async () => {
  const marked = definition.replace('"proxy", "condition"', '"<|>", "condition"')
  const plain = await startSession({
    capabilities: { ...modernClient, textDocument: { ...modernClient.textDocument, completion: { completionItem: {} } } },
  })
  for (const client of [session, plain]) {
    const { text, position, textDocument } = opened(marked, client)
    const list = (await client.connection.sendRequest(CompletionRequest.type, { textDocument, position })) as CompletionList
    const item = list.items.find(({ label }) => label.includes('proxy'))
    assert.ok(item, list.items.map(({ label }) => label).join())
    assert.equal(accepted(text, list, item), definition.replace('"proxy", "condition"', '"proxy"<|>, "condition"'))
  }
  assert.equal(await plain.stop(), 0)
})

test('the outline is a tree, or a list for clients that know no trees', async () => {
  const { text, textDocument } = opened(definition)
  const tree = (await session.connection.sendRequest(DocumentSymbolRequest.type, { textDocument })) as DocumentSymbol[]
  const names = (symbols: readonly DocumentSymbol[] = []): readonly string[] =>
    symbols.flatMap(({ name, children }) => [name, ...names(children)])
  assert.ok(names(tree).includes('app') && names(tree).includes('proxy'), names(tree).join())
  const within = (symbols: readonly DocumentSymbol[]) => {
    for (const { range, selectionRange, children = [] } of symbols) {
      assert.ok(covered(text, range).includes(covered(text, selectionRange)))
      within(children)
    }
  }
  within(tree)

  const { hierarchicalDocumentSymbolSupport: _tree, ...documentSymbol } = modernClient.textDocument?.documentSymbol ?? {}
  const simple = await startSession({ capabilities: { ...modernClient, textDocument: { ...modernClient.textDocument, documentSymbol } } })
  const flat = (await simple.connection.sendRequest(DocumentSymbolRequest.type, {
    textDocument: opened(definition, simple).textDocument,
  })) as SymbolInformation[]
  assert.deepEqual(
    flat.map(({ name }) => name),
    names(tree),
  )
  assert.ok(flat.some(({ name, containerName }) => name === 'app' && containerName !== undefined))
  assert.equal(await simple.stop(), 0)
})

test('blocks fold by whole lines', async () => {
  const { textDocument } = opened(definition)
  const folds = await session.connection.sendRequest(FoldingRangeRequest.type, { textDocument })
  assert.deepEqual(
    folds?.map(({ startLine, endLine }) => [startLine, endLine]).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)),
    [
      [0, 10],
      [2, 9],
      [3, 7],
    ],
  )
})

test('a selection grows from the value to the whole document', async () => {
  const { text, position, textDocument } = opened(definition.replace('nginx:1', 'ngi<|>nx:1'))
  const [inner] = (await session.connection.sendRequest(SelectionRangeRequest.type, { textDocument, positions: [position] })) ?? []
  const steps: string[] = []
  for (let here = inner; here !== undefined; here = here.parent) steps.push(covered(text, here.range))
  assert.equal(steps[0], 'nginx:1.27')
  assert.ok(steps.every((step, i) => i === 0 || step.includes(steps[i - 1] ?? '')))
  assert.equal(steps.at(-1)?.trim(), text.trim())
})

test('formatting gives the usual layout and leaves a good one alone', async () => {
  const { text, textDocument } = opened('{"family":"web",\n "containerDefinitions":[{"name":"app"}]}')
  const options = { tabSize: 2, insertSpaces: true }
  const edits = await session.connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options })
  const formatted = withEdits(text, edits ?? [])
  assert.deepEqual(JSON.parse(formatted), JSON.parse(text))
  assert.match(formatted, /^\{\n {2}"family": "web",\n/)
  const again = opened(formatted)
  assert.deepEqual(await session.connection.sendRequest(DocumentFormattingRequest.type, { textDocument: again.textDocument, options }), [])
})

test('formatting a range leaves the rest as it is', async () => {
  const { text, textDocument } = opened('{\n"family":"web",\n"cpu":"256"\n}\n')
  const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }
  const options = { tabSize: 2, insertSpaces: true }
  const edits = await session.connection.sendRequest(DocumentRangeFormattingRequest.type, { textDocument, range, options })
  assert.equal(withEdits(text, edits ?? []), '{\n  "family": "web",\n"cpu":"256"\n}\n')
})

test('links say where they lead', async () => {
  const { text, textDocument } = opened(definition)
  const links = (await session.connection.sendRequest(DocumentLinkRequest.type, { textDocument })) ?? []
  assert.ok(links.length > 0)
  for (const { range, target, tooltip } of links) {
    assert.match(target ?? '', /^https:\/\//)
    assert.ok(tooltip)
    assert.ok(covered(text, range).length > 0)
  }
})

test('a name leads to where it is given, and back to where it is used', async () => {
  const { uri, text, position, textDocument } = opened(definition.replace('"containerName": "proxy', '"containerName": "pro<|>xy'))
  const found = await session.connection.sendRequest(DefinitionRequest.type, { textDocument, position })
  const given = { uri, range: { start: { line: 9, character: 15 }, end: { line: 9, character: 20 } } }
  const used = { uri, range: { start: { line: 7, character: 40 }, end: { line: 7, character: 45 } } }
  assert.deepEqual(found, [given])
  const ask = (includeDeclaration: boolean) =>
    session.connection.sendRequest(ReferencesRequest.type, { textDocument, position, context: { includeDeclaration } })
  assert.deepEqual(await ask(false), [used])
  assert.deepEqual(await ask(true), [used, given])
  const marks = await session.connection.sendRequest(DocumentHighlightRequest.type, { textDocument, position })
  assert.deepEqual(marks?.map(({ range, kind }) => [covered(text, range), range.start.line, kind]).sort(), [
    ['proxy', 7, 2],
    ['proxy', 9, 3],
  ])
})

test('a rename changes every place, and what cannot be renamed is refused in words', async () => {
  const { uri, text, position, textDocument } = opened(definition.replace('{ "name": "proxy', '{ "name": "<|>proxy'))
  const prepared = await session.connection.sendRequest(PrepareRenameRequest.type, { textDocument, position })
  assert.ok(prepared !== null && 'placeholder' in prepared && prepared.placeholder === 'proxy')
  const edit = await session.connection.sendRequest(RenameRequest.type, { textDocument, position, newName: 'envoy' })
  assert.equal(withWorkspaceEdit(text, uri, 1, edit ?? undefined), definition.replaceAll('"proxy"', '"envoy"'))
  const refusal = (newName: string, at = position) =>
    session.connection.sendRequest(RenameRequest.type, { textDocument, position: at, newName }).then(
      () => 'accepted',
      (error: Error) => error.message,
    )
  assert.match(await refusal('app'), /app/)
  assert.match(await refusal('no good'), /\w+ \w+/)
  assert.match(await refusal('x', { line: 0, character: 0 }), /no name here/)
  assert.equal(await session.connection.sendRequest(PrepareRenameRequest.type, { textDocument, position: { line: 0, character: 0 } }), null)
})

const broken = `{
  "family": "web",
  "containerDefinitions": [
    { "name": "app", "image": "nginx:1.27", "memory": "128", },
  ]
}
`

async function actions(document: ReturnType<typeof opened>, only?: string[], on: Session = session): Promise<readonly CodeAction[]> {
  const report = await on.pull(document.uri)
  const diagnostics = report.kind === 'full' ? report.items.filter(({ range }) => range.start.line === document.position.line) : []
  const { position, textDocument } = document
  const answer = await on.connection.sendRequest(CodeActionRequest.type, {
    textDocument,
    range: { start: position, end: position },
    context: { diagnostics, ...(only !== undefined && { only }) },
  })
  return (answer ?? []) as CodeAction[]
}

test('every fix under the cursor is offered with its finding, one of them preferred', async () => {
  const document = opened(broken.replace('"128", }', '"128"<|>, }'))
  const found = await actions(document)
  const fix = found.find(({ title }) => title === 'Remove the comma')
  assert.deepEqual([fix?.kind, fix?.isPreferred, fix?.diagnostics?.map(({ code }) => code)], ['quickfix', true, ['json-trailing-comma']])
  assert.equal(withWorkspaceEdit(document.text, document.uri, 1, fix?.edit), broken.replace('"128", }', '"128" }'))
  assert.ok(
    found.every(({ kind }) => kind === 'quickfix'),
    'source actions come only when asked for',
  )
  assert.deepEqual(await actions(opened(broken.replace('"family', '"<|>family'))), [])
  assert.deepEqual(await actions(document, ['refactor']), [])
})

test('fix-all mends everything at once, and a second time nothing', async () => {
  for (const kind of ['source', 'source.fixAll', 'source.fixAll.bayplan']) {
    const document = opened(broken)
    const [action, ...more] = await actions(document, [kind])
    assert.deepEqual([action?.kind, more], ['source.fixAll.bayplan', []])
    const fixed = withWorkspaceEdit(document.text, document.uri, 1, action?.edit)
    assert.deepEqual(await session.messages(opened(fixed).uri), [])
    assert.deepEqual(await actions(opened(fixed), [kind]), [])
  }
  assert.deepEqual(await actions(opened(broken), ['source.fixAll.eslint']), [])
  assert.deepEqual(await actions(opened(broken), ['source.organizeImports']), [])
})

test('clients without versions get plain changes', async () => {
  const { workspaceEdit: _versions, ...workspace } = modernClient.workspace ?? {}
  const simple = await startSession({ capabilities: { ...modernClient, workspace } })
  const document = opened(broken, simple)
  const [action] = await actions(document, ['source.fixAll'], simple)
  const edits: TextEdit[] | undefined = action?.edit?.changes?.[document.uri]
  assert.ok(edits !== undefined && edits.length > 0)
  assert.equal(await simple.stop(), 0)
})

test('the placement of an open document is a report, or says why there is none', async () => {
  const ask = (params: PlacementParams) => session.connection.sendRequest<PlacementAnswer>('bayplan/placement', params)
  const { uri } = opened(definition)
  const example = await ask({ uri, count: 2 })
  assert.ok(example.kind === 'report' && example.version === 1)
  assert.deepEqual([example.report.cluster.source, example.report.workloads[0]?.asked], ['example', 2])
  const { text } = await session.connection.sendRequest<{ text: string }>('bayplan/placementText', { uri, count: 2 })
  assert.match(text, /^web: ECS task definition/)
  session.change(uri, '{}')
  const empty = await ask({ uri })
  assert.ok(empty.kind !== 'report' && empty.version === 2 && empty.why.length > 10)
  const unusable = await ask({ uri: opened(definition).uri, cluster: { uri: 'file:///c.json', text: '{ "version": 1' } })
  assert.ok(unusable.kind === 'nothing' && /cannot be used/.test(unusable.why))
  assert.equal((await ask({ uri: 'file:///nowhere' })).kind, 'nothing')
})

test('a cluster model of ECS says nothing about pods: the built-in example stands in for it', async () => {
  const cluster = { uri: 'file:///ecs.cluster.json', text: '{ "version": 1, "name": "mine", "kind": "ecs", "zones": ["a"], "groups": [] }' }
  const uri = session.open(
    '/w/pod.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: app\n      image: nginx:1.27\n',
    'yaml',
  )
  const answer = await session.connection.sendRequest<PlacementAnswer>('bayplan/placement', { uri, cluster })
  assert.ok(answer.kind === 'report', JSON.stringify(answer))
  assert.deepEqual([answer.report.cluster.source, answer.report.workloads[0]?.placed], ['example', 1])
})

test('a service is placed with its task definition, from an editor or a file beside it, and its demands lead to where it names it', async () => {
  const folder = temporaryFolder({
    'web.taskdef.json': definition.replace('"image"', '"cpu": 256, "image"'),
    'api.taskdef.json': definition.replace('"web"', '"api"').replace('128', '64000'),
    'broken.taskdef.json': '{ "family": "web", ',
  })
  const own = await startSession({ folders: [folder.path] })
  const text = '{\n  "serviceName": "front",\n  "desiredCount": 3,\n  "taskDefinition": "api:7"\n}'
  const uri = own.open(`${folder.path}/front.service-definition.json`, text, 'ecs-service-definition')
  const ask = () => own.connection.sendRequest<PlacementAnswer>('bayplan/placement', { uri })
  const first = await ask()
  assert.ok(first.kind === 'report')
  const [workload] = first.report.workloads
  assert.deepEqual([first.report.workloads.length, workload?.asked, workload?.placed], [1, 3, 0])
  const said = JSON.stringify(workload)
  assert.match(said, /64,?064/)
  for (const [, line] of said.matchAll(/"line":(\d+)/g)) assert.equal(line, '4')
  own.open(`${folder.path}/api.taskdef.json`, definition.replace('"web"', '"api"'))
  const second = await ask()
  assert.ok(second.kind === 'report')
  assert.equal(second.report.workloads[0]?.placed, 3, 'the text in the editor counts')
  own.change(uri, text.replace('api:7', 'nowhere'))
  const missing = await ask()
  assert.ok(missing.kind === 'nothing' && /task definition nowhere/.test(missing.why))
  assert.equal(await own.stop(), 0)
})

test('a manifest of Kubernetes is placed as it is edited', async () => {
  const manifest = (cpu: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - { name: web, image: web:1, resources: { requests: { cpu: ${cpu} } } }
`
  const uri = session.open('/w/web.yaml', manifest('100m'), 'yaml')
  const ask = () => session.connection.sendRequest<PlacementAnswer>('bayplan/placement', { uri })
  const first = await ask()
  assert.ok(first.kind === 'report', JSON.stringify(first))
  assert.deepEqual([first.report.cluster.kind, first.report.workloads[0]?.verdict.kind], ['kubernetes', 'fits'])
  session.change(uri, manifest('100'))
  const second = await ask()
  assert.ok(second.kind === 'report')
  assert.equal(second.report.workloads[0]?.verdict.kind, 'none')
  assert.equal(second.report.workloads[0]?.verdict.source?.line, 6)
})

test('the placement uses the cluster that the settings name', async () => {
  const cluster = { version: 1, name: 'mine', kind: 'ecs', zones: ['a'], groups: [{ name: 'g', instanceType: 'm6i.large', count: 1 }] }
  const folder = temporaryFolder({ 'clusters/mine.cluster.json': JSON.stringify(cluster) })
  const own = await startSession({ folders: [folder.path], configuration: () => ({ clusterModel: 'clusters/mine.cluster.json' }) })
  const uri = own.open(folder.write('a/b/task-definition.json', definition), definition)
  const answer = await own.connection.sendRequest<PlacementAnswer>('bayplan/placement', { uri })
  assert.ok(answer.kind === 'report' && answer.report.cluster.name === 'mine' && answer.report.cluster.source === 'file')
  assert.equal(await own.stop(), 0)
})
