import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Around, isShared, leftToOthers, type Mode } from '../../client/src/coexistence.ts'
import { type ReadLanguage, readAs } from '../../client/src/reads.ts'
import { languageOf, ruleNames } from '../../server/src/languages/index.ts'

const containers = 'ms-azuretools.vscode-containers'
const yaml = 'redhat.vscode-yaml'
const kubernetesTools = 'ms-kubernetes-tools.vscode-kubernetes-tools'

/** Parts that are left to others, in the order of the alphabet, and rules behind a bar. */
function left(language: ReadLanguage, editorLanguage: string, extensions: readonly string[], more: Partial<Around> = {}): string {
  const around = { mode: 'auto' as Mode, installed: (id: string) => extensions.includes(id), kubernetesSchema: false, ...more }
  const { parts, rules } = leftToOthers(language, editorLanguage, around)
  return [[...parts].sort().join(' '), rules.join(' ')].filter(Boolean).join(' | ')
}

const structure = 'folding layout links outline selection'
const all = 'colours completion folding hover layout links names outline selection'

test('alone, everything is ours, but the structure of JSON', () => {
  for (const language of ['ecs-task-definition', 'ecs-service-definition', 'dockerfile'] as const)
    assert.equal(left(language, language, []), '')
  assert.equal(left('kubernetes', 'yaml', []), '')
  assert.equal(left('kubernetes', 'json', []), `${structure} | yaml-syntax`)
  assert.equal(left('bayplan-cluster', 'json', []), `${structure} | cluster-syntax`)
})

test('beside the YAML extension its structure and errors are its own, fields only where it has the schema', () => {
  assert.equal(left('kubernetes', 'yaml', [yaml]), `${structure} | yaml-syntax duplicate-field`)
  const fields = 'folding layout links outline selection | yaml-syntax duplicate-field unknown-field field-type'
  assert.equal(left('kubernetes', 'yaml', [yaml, kubernetesTools]), fields)
  assert.equal(left('kubernetes', 'yaml', [yaml], { kubernetesSchema: true }), fields)
  assert.equal(left('kubernetes', 'yaml', [], { kubernetesSchema: true }), '', 'a setting without its extension')
  assert.equal(
    left('bayplan-cluster', 'yaml', [yaml, kubernetesTools]),
    `${structure} | cluster-syntax`,
    'nobody else knows cluster models',
  )
  assert.equal(left('ecs-task-definition', 'ecs-task-definition', [yaml, kubernetesTools, containers, 'docker.docker']), '')
})

test('beside Container Tools, Docker or Docker DX a Dockerfile has findings of ours, and what they lack', () => {
  const parts = 'colours folding layout links names outline'
  assert.ok(left('dockerfile', 'dockerfile', [containers]).startsWith(`${parts} | dockerfile-syntax`))
  assert.equal(left('dockerfile', 'dockerfile', ['ms-azuretools.vscode-docker']), left('dockerfile', 'dockerfile', [containers]))
  assert.ok(left('dockerfile', 'dockerfile', ['docker.docker']).startsWith('layout links outline | dockerfile-syntax'))
})

test('Docker DX asks BuildKit, so what BuildKit checks is left to it; hadolint is asked by neither', () => {
  const names = [...ruleNames()]
  const dx = left('dockerfile', 'dockerfile', ['docker.docker'])
  const tools = left('dockerfile', 'dockerfile', [containers])
  const checks = names.filter((name) => /^[A-Z][A-Za-z]+$/.test(name))
  assert.ok(checks.length > 20)
  for (const name of checks) assert.ok(dx.split(' ').includes(name), `${name} is a check of BuildKit`)
  assert.ok(!tools.includes('SecretsUsedInArgOrEnv') && !/\bDL\d{4}\b/.test(dx + tools))
})

test('the server is told of languages that somebody else completes and explains', () => {
  const shared = (language: 'dockerfile' | 'kubernetes', extensions: readonly string[], mode: Mode = 'auto') =>
    isShared(language, { mode, installed: (id) => extensions.includes(id), kubernetesSchema: false })
  assert.deepEqual(
    [shared('dockerfile', []), shared('dockerfile', [containers]), shared('dockerfile', [containers], 'full')],
    [false, true, false],
  )
  assert.deepEqual([shared('kubernetes', [yaml]), shared('kubernetes', [yaml, kubernetesTools])], [false, true])
})

test('a mode decides without regard to others, but errors are never there twice', () => {
  assert.equal(left('dockerfile', 'dockerfile', [containers, 'docker.docker'], { mode: 'full' }), '')
  assert.equal(left('dockerfile', 'dockerfile', [], { mode: 'lint' }), all)
  assert.equal(left('kubernetes', 'yaml', [yaml], { mode: 'lint' }), `${all} | yaml-syntax duplicate-field`)
})

test('every rule that is left to others is a rule', () => {
  const names = ruleNames()
  const everything: Around = { mode: 'auto', installed: () => true, kubernetesSchema: true }
  for (const language of ['dockerfile', 'kubernetes', 'bayplan-cluster'] as const) {
    for (const editorLanguage of ['yaml', 'json', 'dockerfile']) {
      for (const rule of leftToOthers(language, editorLanguage, everything).rules) assert.ok(names.has(rule), rule)
    }
  }
})

test('client and server agree on what is read', () => {
  const manifest = 'apiVersion: v1\nkind: Pod\n'
  const cases: readonly (readonly [string, string, string])[] = [
    ['yaml', 'a.yaml', manifest],
    ['yaml', 'a.yml', `# a comment\n---\n${manifest}`],
    ['yaml', 'a.yaml', '"apiVersion": v1\n"kind": Pod\n'],
    ['yaml', 'a.yaml', 'apiVersion: v1\n'],
    ['yaml', 'a.yaml', 'spec:\n  apiVersion: v1\n  kind: Pod\n'],
    ['yaml', 'a.yaml', 'steps: []\n'],
    ['yaml', 'prod.cluster.yaml', ''],
    ['yaml', 'PROD.CLUSTER.YML', manifest],
    ['json', 'prod.cluster.json', '{}'],
    ['json', 'pod.json', '{ "apiVersion": "v1", "kind": "Pod" }'],
    ['json', 'package.json', '{ "name": "x" }'],
    ['dockerfile', 'Dockerfile', 'FROM a'],
    ['dockerfile', 'web.dockerfile', ''],
    ['ecs-task-definition', 'web.taskdef.json', '{}'],
    ['ecs-service-definition', 'web.service-definition.json', '{}'],
    ['plaintext', 'notes.txt', manifest],
  ]
  for (const [languageId, path, text] of cases) {
    const document = { languageId, uri: { path: `/w/${path}` }, version: 1, getText: () => text }
    assert.equal(readAs(document as Parameters<typeof readAs>[0]), languageOf(path, text)?.id, `${path} ${text}`)
  }
})

test('a document is judged anew when its text or its language changes', () => {
  const document = { languageId: 'yaml', uri: { path: '/w/a.yaml' }, version: 1, getText: () => 'a: 1' }
  const judge = () => readAs(document as Parameters<typeof readAs>[0])
  assert.equal(judge(), undefined)
  Object.assign(document, { version: 2, getText: () => 'apiVersion: v1\nkind: Pod' })
  assert.equal(judge(), 'kubernetes')
  Object.assign(document, { languageId: 'ecs-task-definition' })
  assert.equal(judge(), 'ecs-task-definition')
})
