import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CancellationTokenSource,
  LSPErrorCodes,
  ProgressType,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver/node'
import { modernClient, type Session, startSession } from './client.ts'
import { temporaryFolder } from './workspace.ts'

const clean = '{ "family": "web", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "memory": 128 }] }'
const twins = clean.replace('}] }', '}, { "name": "app", "image": "nginx:1.27", "memory": 128 }] }')

type Ids = WorkspaceDiagnosticParams['previousResultIds']

const ask = (session: Session, previousResultIds: Ids = []) =>
  session.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds })

/** `name: codes` of every file in a report. */
function told({ items }: WorkspaceDiagnosticReport | WorkspaceDiagnosticReportPartialResult, folder: string): readonly string[] {
  return items.map((item) => {
    const name = decodeURIComponent(item.uri).replace(`file://${folder}/`, '')
    return `${name}: ${item.kind === 'full' ? item.items.map(({ code }) => code).join(' ') || 'clean' : 'unchanged'}`
  })
}

function idsOf({ items }: WorkspaceDiagnosticReport): Ids {
  return items.flatMap(({ uri, resultId }) => (resultId === undefined ? [] : [{ uri, value: resultId }]))
}

test('every file of our languages below the folders is reported, others and dependencies are not', async () => {
  const folder = temporaryFolder({
    'services/web/task-definition.json': twins,
    'services/a b/taskdef-ä.json': clean,
    'infra/web.json': twins,
    'package.json': '{ "name": "x", }',
    'README.md': twins,
    'node_modules/x/task-definition.json': twins,
    '.git/task-definition.json': twins,
    'huge-task-definition.json': `${clean}${' '.repeat(2 << 20)}`,
    '.bayplan.json': '{ "rules": { "container-name-unique": "warning" } }',
  })
  const session = await startSession({ folders: [folder.path] })
  const first = await ask(session)
  assert.deepEqual(told(first, folder.path), [
    'infra/web.json: container-name-unique',
    'services/a b/taskdef-ä.json: clean',
    'services/web/task-definition.json: container-name-unique',
  ])
  assert.equal(first.items[0]?.kind === 'full' && first.items[0].items[0]?.severity, 2, 'the settings file counts')

  folder.write('infra/web.json', clean)
  folder.remove('services/web')
  session.filesChanged(`${folder.path}/infra/web.json`)
  const second = await ask(session, idsOf(first))
  assert.deepEqual(told(second, folder.path), [
    'infra/web.json: clean',
    'services/a b/taskdef-ä.json: unchanged',
    'services/web/task-definition.json: clean',
  ])

  const held = ask(session, idsOf(second))
  assert.equal(await Promise.race([held, session.connection.sendRequest('bayplan/placementText', { uri: 'x' }).then(() => 'held')]), 'held')
  session.open(`${folder.path}/services/a b/taskdef-ä.json`, twins)
  assert.deepEqual(told(await held, folder.path).slice(0, 2), [
    'infra/web.json: unchanged',
    'services/a b/taskdef-ä.json: container-name-unique',
  ])
  assert.deepEqual([session.popups, session.log], [[], []])
  assert.equal(await session.stop(), 0)
})

test('parts come first and everything comes in parts where the client takes them', async () => {
  const names = Array.from({ length: 45 }, (_, i) => `${String(i).padStart(2, '0')}/taskdef.json`)
  const folder = temporaryFolder(Object.fromEntries(names.map((name) => [name, twins])))
  const session = await startSession({ folders: [folder.path] })
  const parts: number[] = []
  const partial = new ProgressType<WorkspaceDiagnosticReportPartialResult>()
  session.connection.onProgress(partial, 'parts', ({ items }) => void parts.push(items.length))
  const last = await session.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [], partialResultToken: 'parts' })
  assert.deepEqual([parts, last.items], [[20, 20, 5], []])
  assert.equal(await session.stop(), 0)
})

test('a held request ends when it is cancelled, and a workspace without files of ours is held too', async () => {
  const folder = temporaryFolder({ 'package.json': '{}' })
  const session = await startSession({ folders: [folder.path] })
  assert.deepEqual((await ask(session)).items, [])
  const source = new CancellationTokenSource()
  const held = session.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] }, source.token)
  source.cancel()
  await assert.rejects(held, { code: LSPErrorCodes.RequestCancelled })
  assert.equal(await session.stop(), 0)
})

test('a client that does not say when files change is answered at once, from the disk', async () => {
  const { didChangeWatchedFiles: _watches, ...workspace } = modernClient.workspace ?? {}
  const folder = temporaryFolder({ 'taskdef.json': twins })
  const session = await startSession({ capabilities: { ...modernClient, workspace }, folders: [folder.path] })
  const first = await ask(session)
  assert.deepEqual(told(await ask(session, idsOf(first)), folder.path), ['taskdef.json: unchanged'])
  folder.write('taskdef.json', `${clean}\n`)
  assert.deepEqual(told(await ask(session, idsOf(first)), folder.path), ['taskdef.json: clean'])
  assert.equal(await session.stop(), 0)
})
