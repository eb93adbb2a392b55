import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTaskDefinition } from '../../../server/src/languages/ecs/document.ts'
import { taskDefinitionRules } from '../../../server/src/languages/ecs/rules/index.ts'
import { taskDefinitionBundle } from '../../../server/src/languages/ecs/schema.ts'
import { run } from '../../../server/src/rules/run.ts'

/** The values in quotes that the documentation of a field lists, in the version of the SDK that is built in. */
function documented(type: string, field: string): readonly string[] {
  const text = taskDefinitionBundle().definitions[type]?.properties?.[field]?.documentation ?? ''
  const listed = text.slice(Math.max(text.search(/valid (?:\w+ )*values?/i), 0))
  return [...listed.matchAll(/"([\w.*:-]+)"/g)].map(([, value = '']) => value)
}

function messages(code: string, container: object): readonly string[] {
  const text = JSON.stringify({ family: 'web', containerDefinitions: [{ name: 'web', image: 'nginx:1.27', memory: 64, ...container }] })
  const rules = taskDefinitionRules.filter(({ id }) => id === code)
  assert.equal(rules.length, 1)
  return run(rules, readTaskDefinition(text), { settings: {} }).map(({ message }) => message)
}

test('every Linux capability of the documentation is known', () => {
  for (const key of ['add', 'drop']) {
    const names = documented('KernelCapabilities', key)
    assert.ok(names.length >= 38)
    assert.deepEqual(messages('capability-name', { linuxParameters: { capabilities: { [key]: names } } }), [])
    assert.equal(
      messages('capability-name', { linuxParameters: { capabilities: { [key]: names.map((name) => `${name}S`) } } }).length,
      names.length,
    )
  }
})

test('every mount option of the documentation is known', () => {
  const options = documented('Tmpfs', 'mountOptions')
  assert.ok(options.length >= 39)
  const mounted = (mountOptions: readonly string[]) =>
    messages('tmpfs', { linuxParameters: { tmpfs: [{ containerPath: '/a', size: 1, mountOptions }] } })
  assert.deepEqual(mounted(options), [])
  assert.equal(mounted(options.map((option) => option.toUpperCase())).length, options.length)
})

test('every kernel parameter of the documentation is one of a container', () => {
  const names = documented('SystemControl', 'value').map((name) => name.replace('*', 'x'))
  assert.ok(names.length >= 9 && names.includes('kernel.shm_rmid_forced'))
  const set = (all: readonly string[]) =>
    messages('system-control', { systemControls: all.map((namespace) => ({ namespace, value: '1' })) })
  assert.deepEqual(set(names), [])
  assert.deepEqual(set(['kernel.sem2', 'kernel.shmmaxx', 'fs.file-max', 'network']).length, 4)
})

test('every security option of the documentation is known', () => {
  const options = documented('ContainerDefinition', 'dockerSecurityOptions')
  assert.deepEqual(options, ['no-new-privileges', 'apparmor:PROFILE', 'label:value', 'credentialspec:CredentialSpecFilePath'])
  assert.deepEqual(messages('security-option', { dockerSecurityOptions: options }), [])
})

test('what a skeleton leaves empty is not judged by its form', () => {
  const skeleton = {
    mountPoints: [{ sourceVolume: '', containerPath: '' }],
    workingDirectory: '',
    user: '',
    environment: [{ name: '', value: '' }],
    linuxParameters: {
      capabilities: { add: [''], drop: [''] },
      tmpfs: [{ containerPath: '', size: 0, mountOptions: [''] }],
      maxSwap: 0,
      swappiness: 0,
      sharedMemorySize: 0,
    },
    systemControls: [{ namespace: '', value: '' }],
    resourceRequirements: [{ type: 'GPU', value: '' }],
    credentialSpecs: [''],
    dockerSecurityOptions: [''],
  }
  const rules = 'mount-path working-directory container-user environment-name-unique capability-name tmpfs linux-memory system-control'
  for (const code of `${rules} resource-requirement credential-specs security-option`.split(' '))
    assert.deepEqual(messages(code, skeleton), [], code)
})
