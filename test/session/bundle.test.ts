import assert from 'node:assert/strict'
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { Worker } from 'node:worker_threads'
import {
  CompletionRequest,
  createProtocolConnection,
  DocumentDiagnosticRequest,
  DocumentFormattingRequest,
  ExitNotification,
  type FullDocumentDiagnosticReport,
  HoverRequest,
  InitializeRequest,
  type InitializeResult,
  IPCMessageReader,
  IPCMessageWriter,
  ShutdownRequest,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver/node'
import { bundle } from '../../.scripts/bundle.mjs'
import { modernClient, startSession } from './client.ts'
import { temporaryFolder } from './workspace.ts'

const broken = '{ "family": "web", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "memory": 128, }] }'
const preload = new URL('no-traffic.mjs', import.meta.url).href

const folder = temporaryFolder({
  'w/task-definition.json': broken,
  'prod.cluster.json': readFileSync('schemas/examples/ecs.cluster.json', 'utf8'),
})
const dist = join(folder.path, 'dist')

before(() => bundle({ only: ['server', 'cli', 'worker'], outdir: dist }))

function contents(name: string): string {
  return readFileSync(join(dist, name), 'utf8')
}

test('the bundles need nothing but Node, make no code at run time and hold no schema compiler', () => {
  for (const name of ['server.cjs', 'cli.cjs', 'server.worker.js']) {
    const text = contents(name)
    assert.deepEqual(
      text.match(/new Function\b|[^.\w}]eval\(|[^.\w]Function\(["'`]|strictSchema|\$dataMetaSchema|ajv-formats/g),
      null,
      name,
    )
    const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module = '']) => module.replace(/^node:/, ''))
    assert.deepEqual(name === 'server.worker.js' ? required : required.filter((module) => !builtinModules.includes(module)), [], name)
  }
  assert.ok(contents('cli.cjs').startsWith('#!/usr/bin/env node\n'))
})

test('the trap for traffic catches what it should', () => {
  for (const attempt of [
    "require('node:net').connect(80, '127.0.0.1')",
    "new (require('node:net').Socket)().connect(80)",
    "require('node:https').get('https://example.com')",
    "fetch('https://example.com')",
    "require('node:child_process').spawn('true')",
    "require('node:child_process').execFileSync('true')",
    "require('node:dns').lookup('example.com', () => {})",
    "new (require('node:worker_threads').Worker)('1', { eval: true })",
  ]) {
    const { status, stderr } = spawnSync(process.execPath, ['--import', preload, '-e', attempt], { encoding: 'utf8' })
    assert.notEqual(status, 0, attempt)
    assert.match(stderr, /^TRAFFIC /m, attempt)
  }
})

test('the server opens no socket and starts no process, whatever it is asked', async () => {
  for (const command of [
    [join(dist, 'server.cjs'), '--stdio'],
    [join(dist, 'cli.cjs'), 'lsp', '--stdio'],
  ]) {
    const session = await startSession({ server: ['--import', preload, ...command], folders: [folder.path] })
    const uri = session.open(`${folder.path}/w/task-definition.json`, broken)
    assert.deepEqual(await session.messages(uri), ['JSON allows no comma before } (json-trailing-comma)'])
    const textDocument = { uri }
    const position = { line: 0, character: 60 }
    await session.connection.sendRequest(CompletionRequest.type, { textDocument, position })
    await session.connection.sendRequest(HoverRequest.type, { textDocument, position })
    await session.connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options: { tabSize: 2, insertSpaces: true } })
    await session.connection.sendRequest('bayplan/placementText', { uri })
    const report = await session.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] })
    assert.ok(report.items.some((item) => item.uri === uri))
    assert.equal(await session.stop(), 0)
    assert.deepEqual([session.stderr(), session.log, session.popups], ['', [], []])
  }
})

test('the command line opens no socket and starts no process; its streams and exit codes are those of a program', () => {
  const run = (args: readonly string[], input = '', env = {}) => {
    const command = ['--import', preload, join(dist, 'cli.cjs'), ...args]
    const { status, stdout, stderr } = spawnSync(process.execPath, command, {
      cwd: folder.path,
      encoding: 'utf8',
      input,
      env: { ...process.env, ...env },
    })
    assert.doesNotMatch(stderr, /TRAFFIC/)
    return { status, stdout, stderr }
  }
  const checked = run(['check', '.'], '', { FORCE_COLOR: '1' })
  assert.deepEqual([checked.status, checked.stderr], [1, ''])
  assert.match(checked.stdout, /^w\/task-definition\.json:1:98 {2}error {4}JSON allows no comma before } {2}json-trailing-comma\n/)
  assert.equal(run(['check', '-', '--as', 'ecs-task-definition', '--format', 'json'], broken).status, 1)
  assert.equal(run(['place', 'w/task-definition.json', '--cluster', 'prod.cluster.json', '--format', 'json']).status, 0)
  assert.equal(run(['rules', '--format', 'json']).status, 0)
  assert.equal(run(['--version']).stdout, `${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`)
  const wrong = run(['check', 'nowhere'])
  assert.deepEqual([wrong.status, wrong.stdout], [2, ''])
})

test('a reader that has seen enough ends the command without a word', () => {
  const shell = `"${process.execPath}" "${join(dist, 'cli.cjs')}" rules --format json | head -c 10`
  const { stdout, stderr } = spawnSync('sh', ['-c', shell], { encoding: 'utf8' })
  assert.deepEqual([stdout.length, stderr], [10, ''])
})

test('an editor that starts the server as a Node process talks over its channel', async () => {
  const child = fork(join(dist, 'server.cjs'), ['--node-ipc'], { silent: true })
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child))
  connection.listen()
  const { serverInfo } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: modernClient,
    workspaceFolders: null,
  })
  assert.equal(serverInfo?.name, 'Bayplan')
  await connection.sendRequest(ShutdownRequest.type)
  const ended = once(child, 'exit')
  await connection.sendNotification(ExitNotification.type)
  assert.deepEqual(await ended, [0, null])
  connection.dispose()
})

/** The scope a browser gives to a dedicated worker, and nothing of Node, before the bundle is run in it. */
const workerScope = `
  const { parentPort } = require('node:worker_threads')
  const text = require('node:fs').readFileSync(${JSON.stringify(join(dist, 'server.worker.js'))}, 'utf8')
  const { runInThisContext } = require('node:vm')
  globalThis.self = new EventTarget()
  self.onmessage = null
  self.postMessage = (data) => parentPort.postMessage(data)
  parentPort.on('message', (data) => self.onmessage?.(new MessageEvent('message', { data })))
  delete globalThis.process
  delete globalThis.require
  runInThisContext(text)
`

test('the same server answers in a web worker, where there are no files', { timeout: 20_000 }, async (t) => {
  const worker = new Worker(workerScope, { eval: true })
  t.after(() => worker.terminate())
  const waiting = new Map<number, (result: unknown) => void>()
  worker.on('message', ({ id, method, result }) => {
    if (method === undefined) waiting.get(id)?.(result)
  })
  const broke = once(worker, 'error').then(([error]) => Promise.reject(error))
  const send = (message: object) => worker.postMessage({ jsonrpc: '2.0', ...message })
  const ask = <Result>(id: number, method: string, params: object) => {
    const answer = new Promise<unknown>((resolve) => waiting.set(id, resolve))
    send({ id, method, params })
    return Promise.race([answer, broke]) as Promise<Result>
  }
  const { configuration: _asked, ...workspace } = modernClient.workspace ?? {}
  const { serverInfo } = await ask<InitializeResult>(1, InitializeRequest.method, {
    processId: null,
    rootUri: null,
    capabilities: { ...modernClient, workspace },
  })
  assert.equal(serverInfo?.name, 'Bayplan')
  send({ method: 'initialized', params: {} })
  const uri = 'vscode-vfs://github/team/web/task-definition.json'
  const textDocument = { uri, languageId: 'ecs-task-definition', version: 1, text: broken }
  send({ method: 'textDocument/didOpen', params: { textDocument } })
  const report = await ask<FullDocumentDiagnosticReport>(2, DocumentDiagnosticRequest.method, { textDocument: { uri } })
  assert.deepEqual(
    report.items.map(({ code }) => code),
    ['json-trailing-comma'],
  )
})
