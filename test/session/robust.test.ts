import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  CodeActionRequest,
  CompletionRequest,
  CompletionResolveRequest,
  DefinitionRequest,
  DocumentDiagnosticRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  type MessageSignature,
  type Position,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SelectionRangeRequest,
} from 'vscode-languageserver/node'
import { modernClient, type Session, startSession } from './client.ts'

const definition = `{
  "family": "web-\${STAGE}",
  // 🐋 comment
  "networkMode": "awsvpc",
  "requiresCompatibilities": ["FARGATE"],
  "cpu": "256", "memory": "700",
  "containerDefinitions": [
    {
      "name": "app", "name": "àpp",
      "image": "nginx:1.27",
      "memory": 128,
      "dependsOn": [{ "containerName": "proxy", "condition": "START" }],
      "logConfiguration": { "logDriver": "awslogs", "options": { "awslogs-group": "g" }, },
    },
    { "name": "proxy", "image": "envoy:1.31", "memory": "64", "essential": fals }
  ],
  "volumes": [{ "name": "data" }], "familie": 1
}
`

let session: Session

before(async () => {
  session = await startSession()
})

after(async () => {
  assert.deepEqual([session.popups, session.log, session.stderr()], [[], [], ''])
  assert.equal(await session.stop(), 0)
})

/** Every request about a document with a position in it. */
function everything(uri: string, position: Position): readonly (readonly [MessageSignature, object])[] {
  const textDocument = { uri }
  const range = { start: { line: 0, character: 0 }, end: position }
  const options = { tabSize: 2, insertSpaces: true }
  return [
    [DocumentDiagnosticRequest.type, { textDocument }],
    [CompletionRequest.type, { textDocument, position }],
    [HoverRequest.type, { textDocument, position }],
    [CodeActionRequest.type, { textDocument, range, context: { diagnostics: [] } }],
    [CodeActionRequest.type, { textDocument, range, context: { diagnostics: [], only: ['source.fixAll'] } }],
    [DocumentSymbolRequest.type, { textDocument }],
    [FoldingRangeRequest.type, { textDocument }],
    [SelectionRangeRequest.type, { textDocument, positions: [position] }],
    [DocumentFormattingRequest.type, { textDocument, options }],
    [DocumentRangeFormattingRequest.type, { textDocument, range, options }],
    [DocumentLinkRequest.type, { textDocument }],
    [DefinitionRequest.type, { textDocument, position }],
    [ReferencesRequest.type, { textDocument, position, context: { includeDeclaration: true } }],
    [DocumentHighlightRequest.type, { textDocument, position }],
    [PrepareRenameRequest.type, { textDocument, position }],
  ]
}

/** Fails for a position anywhere in an answer that is not in the text, and for ranges that end before they start. */
function assertInside(answer: unknown, lines: readonly string[]): void {
  if (typeof answer !== 'object' || answer === null) return
  if ('line' in answer && 'character' in answer) {
    const { line, character } = answer as Position
    assert.ok(line >= 0 && line < lines.length && character >= 0 && character <= (lines[line]?.length ?? 0), JSON.stringify(answer))
  }
  if ('start' in answer && 'end' in answer) {
    const { start, end } = answer as { start: Position; end: Position }
    assert.ok(start.line < end.line || (start.line === end.line && start.character <= end.character), JSON.stringify(answer))
  }
  for (const part of Object.values(answer)) assertInside(part, lines)
}

async function askEverything(uri: string, text: string, offset: number): Promise<void> {
  const lines = text.split(/\r\n|\r|\n/)
  const before = text.slice(0, offset).split(/\r\n|\r|\n/)
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
  for (const [{ method }, params] of everything(uri, position)) {
    const answer = await session.connection.sendRequest(method, params).catch((error: Error) => {
      throw new Error(`${method} rejected at ${offset} of ${JSON.stringify(text)}`, { cause: error })
    })
    assertInside(answer, lines)
    if (method === CompletionRequest.method) {
      const items = (answer as { items?: unknown[] } | null)?.items ?? []
      if (items.length > 0) await session.connection.sendRequest(CompletionResolveRequest.method, items[offset % items.length])
    }
  }
}

test('every prefix of a text gets an answer to everything, and every place in it lies in the text', async () => {
  const uri = session.open('/w/prefix.taskdef.json', '')
  for (let length = 0; length <= definition.length; length += 7) {
    const text = definition.slice(0, length)
    session.change(uri, text)
    await askEverything(uri, text, length)
  }
  session.close(uri)
})

test('a cut anywhere gets answers too, whatever ends a line', async () => {
  const uri = session.open('/w/cut.taskdef.json', '')
  for (const eol of ['\n', '\r\n', '\r']) {
    const whole = definition.replaceAll('\n', eol)
    for (let at = 3; at < whole.length; at += 41) {
      const text = whole.slice(0, at) + whole.slice(at + 5)
      session.change(uri, text)
      await askEverything(uri, text, at)
    }
  }
  session.close(uri)
})

const container = (i: number) =>
  `{"name":"c${i}","image":"nginx:1.27","memory":128,"dependsOn":[{"containerName":"c${i - 1}","condition":"START"}]}`

test('hostile and huge texts are answered in time', async () => {
  const texts: Readonly<Record<string, string>> = {
    'five megabytes': `{"family":"a","containerDefinitions":[${Array.from({ length: 50_000 }, (_, i) => container(i)).join(',\n')}]}`,
    'a megabyte in one line': `{"family":"${'x'.repeat(1_000_000)}"}`,
    'deep lists': '['.repeat(500_000),
    'deep objects': '{"a":'.repeat(100_000),
    'many keys': `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`).join(',')}}`,
    'one key many times': `{${'"family":"a",'.repeat(20_000)}"cpu":"1"}`,
    'many containers': `{"containerDefinitions":[${Array.from({ length: 3000 }, (_, i) => container(i)).join(',')}]}`,
    commas: ','.repeat(500_000),
    quotes: '"'.repeat(500_001),
    'control characters': '\u0000\u0001\ufeff\u2028\ud800'.repeat(1000),
  }
  for (const [name, text] of Object.entries(texts)) {
    const uri = session.open('/w/huge.taskdef.json', text)
    for (const [{ method }, params] of everything(uri, { line: 0, character: 50 })) {
      const begin = performance.now()
      await session.connection.sendRequest(method, params)
      const took = performance.now() - begin
      // A second on a quiet machine; tests run beside each other.
      assert.ok(took < 4000, `${method} took ${took.toFixed(0)} ms on ${name}`)
    }
    session.close(uri)
  }
})

test('a text that is too large says so, once', async () => {
  const uri = session.open('/w/large.taskdef.json', `{"family":"${'x'.repeat(1 << 20)}"`)
  assert.deepEqual(await session.messages(uri), ['the text has 1048588 characters; Bayplan reads at most 1048576 (text-too-large)'])
  session.change(uri, '{"family":"x",}')
  assert.ok(
    (await session.messages(uri)).some((message) => message.endsWith('(json-trailing-comma)')),
    'read again once it is shorter',
  )
  session.close(uri)
})

test('requests about documents that are not open are answered with nothing', async () => {
  for (const [{ method }, params] of everything('file:///nowhere.json', { line: 3, character: 7 })) {
    const answer = await session.connection.sendRequest(method, params)
    if (method === DocumentDiagnosticRequest.method) assert.deepEqual(answer, { kind: 'full', items: [] })
    else assert.ok(answer === null || (Array.isArray(answer) && answer.length === 0), method)
  }
  const uri = 'file:///nowhere.json'
  session.change(uri, 'x')
  session.close(uri)
  assert.equal(
    await session.connection.sendRequest(RenameRequest.method, {
      textDocument: { uri },
      position: { line: 0, character: 0 },
      newName: 'x',
    }),
    null,
  )
})

test('edits and places count in UTF-8 or UTF-32 where the client prefers them', async () => {
  const text = '{ "family": "a", "containerDefinitions": [{ "name": "🐋é", "image": "a:1", "memory": 9, }] }'
  const end = text.indexOf(', }')
  for (const [encoding, column] of [
    ['utf-8', Buffer.byteLength(text.slice(0, end))],
    ['utf-32', [...text.slice(0, end)].length],
  ] as const) {
    const own = await startSession({ capabilities: { ...modernClient, general: { positionEncodings: [encoding, 'utf-16'] } } })
    assert.equal(own.server.capabilities.positionEncoding, encoding)
    const uri = own.open('/w/task-definition.json', text)
    const commas = async () => {
      const report = await own.pull(uri)
      return report.kind === 'full'
        ? report.items.flatMap(({ code, range }) => (code === 'json-trailing-comma' ? [range.start.character] : []))
        : []
    }
    assert.deepEqual(await commas(), [column])
    own.change(uri, [{ range: { start: { line: 0, character: column }, end: { line: 0, character: column + 1 } }, text: '' }])
    assert.deepEqual(await commas(), [], 'the comma was taken away, not its neighbour')
    assert.equal(await own.stop(), 0)
  }
})

test('a client that can do nothing is served in plain text', async () => {
  const plain = await startSession({ capabilities: {} })
  const uri = plain.open('/w/task-definition.json', definition)
  await plain.pushed(uri, ({ diagnostics }) => diagnostics.length > 0)
  const hover = await plain.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position: { line: 9, character: 8 } })
  if (hover !== null) assert.deepEqual([typeof hover.contents, (hover.contents as { kind: string }).kind], ['object', 'plaintext'])
  assert.deepEqual([plain.popups, plain.log, plain.registrations], [[], [], []])
  assert.equal(await plain.stop(), 0)
})

test('a server whose client is gone ends', async () => {
  const own = await startSession()
  const ended = new Promise<number | null>((resolve) => own.process.once('exit', resolve))
  own.process.stdin?.end()
  assert.equal(await ended, 1, 'it was not asked to shut down')
})
