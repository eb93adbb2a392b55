import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

/** What the manifest promises to VS Code and to reviewers. */
const { activationEvents, capabilities, contributes, engines, icon, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const commands: readonly { command: string; title: string; category: string; enablement?: string }[] = contributes.commands

test('nothing but a document or a panel of ours, or a command, starts the extension', () => {
  assert.deepEqual(activationEvents, ['onLanguage:dockerfile', 'onLanguage:yaml', 'onWebviewPanel:bayplan.placement'])
  assert.deepEqual(
    contributes.languages.map(({ id }: { id: string }) => id),
    ['ecs-task-definition', 'ecs-service-definition'],
  )
  assert.equal(contributes.jsonValidation, undefined, 'the JSON server would answer twice')
})

test('it works in folders nobody trusts and in folders without a disk', () => {
  assert.deepEqual(capabilities, { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true })
})

test('commands are found under one name, and only where they can be used', () => {
  for (const { command, category, enablement } of commands) {
    assert.equal(category, 'Bayplan')
    assert.equal(enablement === undefined, command === 'bayplan.showLog', command)
    const entry = contributes.menus.commandPalette.find((item: { command: string }) => item.command === command)
    assert.equal(entry?.when, enablement, `${command} is in the palette when it is enabled`)
  }
  const ids = commands.map(({ command }) => command)
  const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map((item) => (item as { command: string }).command)
  assert.deepEqual(
    used.filter((id) => !ids.includes(id)),
    [],
  )
  const source = readFileSync('client/src/extension.ts', 'utf8')
  assert.deepEqual(
    ids.filter((id) => !new RegExp(`\\b${id.slice('bayplan.'.length)}\\b`).test(source)),
    [],
  )
})

test('every setting has a default, a description, a scope and a place', () => {
  const settings = Object.entries(contributes.configuration.properties as Record<string, Record<string, unknown>>)
  for (const [name, { default: value, markdownDescription, scope, order }] of settings) {
    assert.ok(value !== undefined && scope !== undefined && typeof order === 'number' && String(markdownDescription).endsWith('.'), name)
  }
  assert.deepEqual(new Set(settings.map(([, { order }]) => order)).size, settings.length)
})

test('every file that the manifest names is there, and the icon is a PNG of 256 pixels', () => {
  const named = JSON.stringify(contributes).match(/"\.\/[^"]+"|"client\/media\/[^"]+"/g) ?? []
  for (const path of named) assert.ok(existsSync(JSON.parse(path)), path)
  const png = readFileSync(icon)
  assert.deepEqual([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)], ['PNG', 256, 256])
})

test('the API that is compiled against is the oldest one that is supported', () => {
  assert.equal(`^${devDependencies['@types/vscode']}`, engines.vscode)
})

test('the walkthrough is short, and each step does something', () => {
  const [{ steps }, ...others] = contributes.walkthroughs
  assert.equal(others.length, 0)
  assert.ok(steps.length <= 5)
  for (const { id, description } of steps) assert.match(description, /\(command:/, id)
})
