import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CancellationTokenSource, DocumentDiagnosticRequest, LSPErrorCodes } from 'vscode-languageserver/node'
import { modernClient, type Session, startSession } from './client.ts'
import { temporaryFolder } from './workspace.ts'

const clean = '{ "family": "web", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "memory": 128 }] }'
const twins = clean.replace('}] }', '}, { "name": "app", "image": "nginx:1.27", "memory": 128 }] }')
const twinsFound = ['another container is named "app" too (container-name-unique)']

let session: Session
let configuration: unknown

before(async () => {
  session = await startSession({ configuration: () => configuration })
})

after(async () => {
  assert.deepEqual(session.popups, [], 'nothing pops up')
  assert.deepEqual(session.log, [], 'nothing goes wrong')
  assert.equal(await session.stop(), 0)
})

test('a pull answers with every finding, its page and its related places', async () => {
  const uri = session.open('/w/task-definition.json', twins)
  const report = await session.pull(uri)
  assert.equal(report.kind, 'full')
  const [found, ...more] = report.kind === 'full' ? report.items : []
  assert.deepEqual(more, [])
  assert.equal(found?.source, 'bayplan')
  assert.equal(found.code, 'container-name-unique')
  assert.equal(found.severity, 1)
  assert.match(found.codeDescription?.href ?? '', /^https:\/\/.*container-name-unique/)
  const at = twins.lastIndexOf('"app"')
  assert.deepEqual(found.range, { start: { line: 0, character: at }, end: { line: 0, character: at + 5 } })
  assert.deepEqual(
    found.relatedInformation?.map(({ location, message }) => [location.uri, location.range.start.character, message]),
    [[uri, twins.indexOf('"app"'), 'the first of that name']],
  )
  session.close(uri)
})

test('what did not change is not sent again, not even after an edit behind it', async () => {
  const uri = session.open('/w/task-definition.json', twins)
  const first = await session.pull(uri)
  const again = await session.pull(uri, first.resultId)
  assert.deepEqual(again, { kind: 'unchanged', resultId: first.resultId })
  session.change(uri, `${twins}\n`)
  assert.equal((await session.pull(uri, first.resultId)).kind, 'unchanged')
  session.change(uri, `\n${twins}`)
  assert.equal((await session.pull(uri, first.resultId)).kind, 'full', 'the range moved')
  session.change(uri, clean)
  assert.deepEqual(await session.messages(uri), [])
  session.close(uri)
})

test('incremental changes of one notification build on each other', async () => {
  const uri = session.open('/w/task-definition.json', clean)
  const at = (needle: string) => ({ line: 0, character: clean.indexOf(needle) })
  session.change(uri, [
    { range: { start: at('}] }'), end: at('}] }') }, text: '}, { "name": "app", "image": "nginx:1.27", "memory": 128 ' },
    { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n' },
    {
      range: { start: { line: 1, character: at('"app"').character }, end: { line: 1, character: at('"app"').character + 5 } },
      text: '"web"',
    },
  ])
  assert.deepEqual(await session.messages(uri), [])
  session.change(uri, [
    {
      range: { start: { line: 1, character: at('"app"').character }, end: { line: 1, character: at('"app"').character + 5 } },
      text: '"app"',
    },
  ])
  assert.deepEqual(await session.messages(uri), twinsFound)
  session.close(uri)
})

test('a document closed and opened again at version 1 is judged by its new text', async () => {
  const uri = session.open('/w/task-definition.json', twins)
  const { resultId } = await session.pull(uri)
  session.close(uri)
  session.open(uri, clean)
  const report = await session.pull(uri, resultId)
  assert.deepEqual(report.kind === 'full' && report.items, [])
  session.close(uri)
  assert.deepEqual(await session.messages(uri), [], 'a closed document has none')
})

test('settings of the editor count at once when they change', async () => {
  const uri = session.open('/w/task-definition.json', twins)
  assert.deepEqual(await session.messages(uri), twinsFound)
  const before = session.refreshes()
  configuration = { rules: { 'container-name-unique': 'off', 'no-such-rule': 'loud' } }
  session.changeConfiguration(null)
  await session.until('a refresh', () => session.refreshes() > before)
  assert.deepEqual(await session.messages(uri), [])
  configuration = { rules: { 'container-name-unique': 'hint' } }
  session.changeConfiguration(null)
  await session.until('a refresh', () => session.refreshes() > before + 1)
  const report = await session.pull(uri)
  assert.deepEqual(report.kind === 'full' && report.items.map(({ severity }) => severity), [4])
  configuration = undefined
  session.changeConfiguration(null)
  session.close(uri)
})

test('settings nobody would write do no harm', async () => {
  const uri = session.open('/w/task-definition.json', twins)
  for (const strange of ['x', 7, [], { rules: [] }, { rules: { 'container-name-unique': 3 } }, { rules: 'off', clusterModel: {} }]) {
    configuration = strange
    session.changeConfiguration(null)
    assert.deepEqual(await session.messages(uri), twinsFound)
  }
  configuration = undefined
  session.changeConfiguration(null)
  session.close(uri)
})

test('a document of another kind is left alone until its text is one of ours', async () => {
  const uri = session.open('/w/data.json', '{ "name": "app", }', 'json')
  assert.deepEqual(await session.messages(uri), [])
  session.change(uri, twins)
  assert.deepEqual(await session.messages(uri), twinsFound)
  session.close(uri)
})

test('a request that nobody waits for is answered as cancelled', async () => {
  const uri = session.open('/w/task-definition.json', twins)
  const source = new CancellationTokenSource()
  const asked = session.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } }, source.token)
  source.cancel()
  await assert.rejects(asked, { code: LSPErrorCodes.RequestCancelled })
  assert.deepEqual(await session.messages(uri), twinsFound, 'the next one is answered')
  session.close(uri)
})

test('a level of the Pod Security Standards turns rules on, from the editor or the settings file', async () => {
  const folder = temporaryFolder({ 'a/.bayplan.json': '{ "kubernetes": { "podSecurity": "off" } }' })
  const own = await startSession({ folders: [folder.path], configuration: () => ({ kubernetes: { podSecurity: 'baseline' } }) })
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  hostIPC: true\n  containers: [{name: web, image: "nginx:1.27"}]\n'
  const warnings = async (uri: string) => {
    const report = await own.pull(uri)
    return report.kind === 'full' ? report.items.filter(({ severity }) => severity === 2).map(({ code }) => code) : []
  }
  assert.deepEqual(await warnings(own.open(folder.write('web.yaml', ''), pod, 'yaml')), ['host-ipc'])
  assert.deepEqual(await warnings(own.open(folder.write('a/web.yaml', ''), pod, 'yaml')), [])
  assert.equal(await own.stop(), 0)
})

test('the nearest settings file counts, and more than the settings of the editor', async () => {
  const folder = temporaryFolder({
    '.bayplan.json': '{ "rules": { "container-name-unique": "warning" } }',
    'a/.bayplan.json': '{ "rules": { "container-name-unique": "off" } }',
  })
  const own = await startSession({
    folders: [folder.path],
    configuration: () => ({ rules: { 'container-name-unique': 'hint', 'json-trailing-comma': 'info' } }),
  })
  const severities = async (uri: string) => {
    const report = await own.pull(uri)
    return report.kind === 'full' ? report.items.map(({ code, severity }) => `${code} ${severity}`) : []
  }
  const above = own.open(folder.write('b/c/task-definition.json', ''), twins)
  const beside = own.open(folder.write('a/task-definition.json', ''), twins.replace('] }', '], }'))
  assert.deepEqual(await severities(above), ['container-name-unique 2'])
  assert.deepEqual(await severities(beside), ['json-trailing-comma 3'])
  folder.write('a/.bayplan.json', '{ "rules": { "container-name-uniqe": "off", "json-trailing-comma": "of" } }')
  const before = own.refreshes()
  own.filesChanged(`${folder.path}/a/.bayplan.json`)
  await own.until('a refresh', () => own.refreshes() > before)
  assert.deepEqual(await severities(beside), ['container-name-unique 4', 'json-trailing-comma 3'])
  const complaints = await own.pushed(`file://${folder.path}/a/.bayplan.json`)
  assert.deepEqual(
    complaints.map(({ message, range, source }) => [message, range.start.character, source]),
    [
      ['"container-name-uniqe" is no rule; did you mean container-name-unique', 13, 'bayplan'],
      ['the severity of json-trailing-comma is one of error, warning, info, hint, off', 67, 'bayplan'],
    ],
  )
  folder.remove('a/.bayplan.json')
  own.filesChanged(`${folder.path}/a/.bayplan.json`)
  assert.deepEqual(await severities(beside), ['container-name-unique 2', 'json-trailing-comma 3'])
  await own.pushed(`file://${folder.path}/a/.bayplan.json`, ({ diagnostics }) => diagnostics.length === 0)
  assert.deepEqual([own.popups, own.log], [[], []])
  assert.equal(await own.stop(), 0)
})

test('the nearest configuration of hadolint counts for Dockerfiles, before an edit and after', async () => {
  const folder = temporaryFolder({ '.hadolint.yaml': 'ignored: [DL3003]\noverride: { info: [DL3004] }\n' })
  const own = await startSession({ folders: [folder.path] })
  const severities = async (uri: string) => {
    const report = await own.pull(uri)
    return report.kind === 'full' ? report.items.map(({ code, severity }) => `${code} ${severity}`) : []
  }
  const text = 'FROM debian:12\nRUN cd /x && sudo make\n'
  const uri = own.open(folder.write('a/Dockerfile', ''), text, 'dockerfile')
  assert.deepEqual(await severities(uri), ['DL3004 3'])
  own.change(uri, `${text}RUN sudo ls && ls\n`)
  assert.deepEqual(await severities(uri), ['DL3004 3', 'DL3004 3'])
  folder.write('.hadolint.yaml', 'ignored: [DL3103]\n')
  own.filesChanged(`${folder.path}/.hadolint.yaml`)
  assert.deepEqual(await severities(uri), ['DL3003 2', 'DL3004 2', 'DL3004 2'])
  const complaints = await own.pushed(`file://${folder.path}/.hadolint.yaml`)
  assert.deepEqual(
    complaints.map(({ message, range }) => [message, range.start.character]),
    [['"DL3103" is no rule; did you mean DL3003', 10]],
  )
  assert.deepEqual([own.popups, own.log], [[], []])
  assert.equal(await own.stop(), 0)
})

test('the nearest .dockerignore counts, before it is changed and after', async () => {
  const folder = temporaryFolder({ '.dockerignore': 'dist\n' })
  const own = await startSession({ folders: [folder.path] })
  const uri = own.open(folder.write('a/Dockerfile', ''), 'FROM debian:12\nCOPY dist /app/\n', 'dockerfile')
  const codes = async () => {
    const report = await own.pull(uri)
    return report.kind === 'full' ? report.items.map(({ code }) => code) : []
  }
  assert.deepEqual(await codes(), ['CopyIgnoredFile'])
  folder.write('.dockerignore', 'target\n')
  own.filesChanged(`${folder.path}/.dockerignore`)
  assert.deepEqual(await codes(), [])
  assert.deepEqual([own.popups, own.log], [[], []])
  assert.equal(await own.stop(), 0)
})

test('clients that do not pull are told, after every change and of nothing when a document is closed', async () => {
  const { diagnostic: _pulls, ...textDocument } = modernClient.textDocument ?? {}
  const { configuration: _asked, ...workspace } = modernClient.workspace ?? {}
  const own = await startSession({
    capabilities: { ...modernClient, textDocument, workspace },
    initializationOptions: { settings: { rules: { 'json-trailing-comma': 'off' } } },
  })
  assert.equal(own.server.capabilities.diagnosticProvider, undefined)
  const uri = own.open('/w/task-definition.json', twins)
  const codes = async (version: number) => (await own.pushed(uri, (params) => params.version === version)).map(({ code }) => code)
  assert.deepEqual(await codes(1), ['container-name-unique'])
  own.change(uri, twins.replace('] }', '], }'))
  own.change(uri, clean.replace('] }', '], }'))
  assert.deepEqual(await codes(3), [], 'settings came with initialize')
  own.changeConfiguration({ bayplan: { rules: {} } })
  await own.pushed(uri, ({ diagnostics }) => diagnostics.some(({ code }) => code === 'json-trailing-comma'))
  own.close(uri)
  await own.pushed(uri, ({ diagnostics, version }) => diagnostics.length === 0 && version === undefined)
  own.open(uri, twins)
  assert.deepEqual(await codes(1), ['container-name-unique'], 'opened again at version 1')
  assert.equal(await own.stop(), 0)
})

test('a service is held against the task definition beside it, again when that is saved', async () => {
  const task = '{ "family": "web", "containerDefinitions": [{ "name": "app", "image": "nginx:1.27", "memory": 128 }] }'
  const folder = temporaryFolder({ 'tasks/web.taskdef.json': task })
  const own = await startSession({ folders: [folder.path] })
  const text = '{ "serviceName": "web", "taskDefinition": "web", "loadBalancers": [{ "containerName": "front", "containerPort": 80 }] }'
  const uri = own.open(`${folder.path}/web.service-definition.json`, text, 'ecs-service-definition')
  assert.deepEqual(await own.messages(uri), ['no container is named "front" in the task definition web (service-task-definition)'])
  const refreshes = own.refreshes()
  folder.write('tasks/web.taskdef.json', task.replace('"app"', '"front"').replace('128', '128, "portMappings": [{ "containerPort": 80 }]'))
  own.filesChanged(`${folder.path}/tasks/web.taskdef.json`)
  await own.until('a refresh', () => own.refreshes() > refreshes)
  assert.deepEqual(await own.messages(uri), [])
  assert.equal(await own.stop(), 0)
})
