import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagnose } from '../../server/src/features/diagnose.ts'
import { rulesInForce } from '../../server/src/features/rules-in-force.ts'
import { noSettings, readSettingsFile, type Settings, settingsOf } from '../../server/src/features/settings.ts'
import { languageById, ruleNames } from '../../server/src/languages/index.ts'

const pod = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  hostNetwork: true
  containers:
    - name: web
      image: nginx:1.27
      securityContext: {privileged: true}
      resources: {limits: {memory: 64Mi}}
`

test('no level of pod security, no findings about it', () => {
  assert.deepEqual(codes(noSettings), [])
  assert.deepEqual(codes({ rules: {}, podSecurity: 'off' }), [])
})

test('baseline asks for what is known to be dangerous', () => {
  assert.deepEqual(codes({ rules: {}, podSecurity: 'baseline' }), ['warning host-network', 'warning privileged-container'])
})

test('restricted asks for all of that and for hardening', () => {
  assert.deepEqual(codes({ rules: {}, podSecurity: 'restricted' }), [
    'warning dropped-capabilities',
    'warning host-network',
    'warning missing-seccomp-profile',
    'warning privilege-escalation-container',
    'warning privileged-container',
    'warning run-as-non-root',
  ])
})

test('a rule that is named keeps what was said of it, by its name or an alias', () => {
  const named: Settings = { rules: { CKV_K8S_16: 'off', 'host-network': 'error' }, podSecurity: 'baseline' }
  assert.deepEqual(codes(named), ['error host-network'])
})

test('the settings file goes before the editor, also to take a level back', () => {
  const editor: Settings = { rules: { 'host-network': 'hint' }, podSecurity: 'restricted' }
  assert.deepEqual(codes(editor, { rules: {}, podSecurity: 'baseline' }), ['hint host-network', 'warning privileged-container'])
  assert.deepEqual(codes(editor, { rules: {}, podSecurity: 'off' }), ['hint host-network'])
  assert.deepEqual(codes({ rules: {}, podSecurity: 'off' }, { rules: {}, podSecurity: 'baseline' }).length, 2)
})

test('the same settings give the same rules, so that findings can be kept', () => {
  const [editor, file]: Settings[] = [{ rules: {}, podSecurity: 'baseline' }, { rules: { tags: 'off' } }]
  assert.ok(editor !== undefined && file !== undefined)
  assert.equal(rulesInForce(editor, file), rulesInForce(editor, file))
  assert.equal(rulesInForce(editor), rulesInForce(editor))
})

test('the level in a settings file, and what is wrong there', () => {
  const read = (source: string) => {
    const { settings, problems } = readSettingsFile(source, ruleNames())
    return [settings.podSecurity, ...problems.map(({ message, span }) => `${source.slice(span.start, span.end)}: ${message}`)]
  }
  assert.deepEqual(read('{"kubernetes": {"podSecurity": "restricted"}}'), ['restricted'])
  assert.deepEqual(read('{"kubernetes": {"podSecurity": "strict"}}'), [
    undefined,
    '"strict": podSecurity is one of off, baseline, restricted',
  ])
  assert.deepEqual(read('{"kubernetes": {"podsecurity": "off"}}'), [
    undefined,
    '"podsecurity": "podsecurity" is not a setting; did you mean podSecurity',
  ])
  assert.deepEqual(read('{"kubernetes": "restricted"}'), [undefined, '"restricted": kubernetes is an object with podSecurity'])
  assert.deepEqual(read('{}'), [undefined])
})

test('what an editor sends is taken where it makes sense', () => {
  assert.equal(settingsOf({ kubernetes: { podSecurity: 'baseline' } }).podSecurity, 'baseline')
  for (const kubernetes of [undefined, null, 'baseline', { podSecurity: 3 }, []])
    assert.equal(settingsOf({ kubernetes }).podSecurity, undefined)
})

function codes(editor: Settings, file?: Settings): readonly string[] {
  const language = languageById('kubernetes')
  assert.ok(language !== undefined)
  const findings = diagnose(language.read(pod), rulesInForce(editor, file))
  return findings.map(({ severity, code }) => `${severity} ${code}`).sort()
}
