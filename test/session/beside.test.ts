import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CompletionList, CompletionRequest } from 'vscode-languageserver/node'
import { cursorIn, startSession } from './client.ts'

const instructions = cursorIn('FROM alpine\n<|>')

test('beside another extension only what it lacks is given, from the moment the client says so', async () => {
  const session = await startSession({ initializationOptions: { beside: ['dockerfile'] } })
  const uri = session.open('/w/Dockerfile', instructions.text, 'dockerfile')
  const offered = async () => {
    const list = await session.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position: instructions.position })
    return (list as CompletionList | null)?.items.length ?? 0
  }
  assert.equal(await offered(), 0)
  await session.connection.sendNotification('bayplan/beside', { languages: [] })
  assert.ok((await offered()) > 10)
  await session.connection.sendNotification('bayplan/beside', { languages: ['dockerfile'] })
  assert.equal(await offered(), 0)
  await session.connection.sendNotification('bayplan/beside', { languages: 'nonsense' })
  assert.ok((await offered()) > 10)
  assert.equal(await session.stop(), 0)
})
