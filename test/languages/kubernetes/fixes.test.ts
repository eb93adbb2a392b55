import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { diagnose } from '../../../server/src/features/diagnose.ts'
import { fixAll } from '../../../server/src/features/fix.ts'
import { kubernetes } from '../../../server/src/languages/kubernetes/index.ts'
import type { RuleSettings } from '../../../server/src/rules/run.ts'
import { apply } from '../../../server/src/text/edit.ts'
import { type Finding, fixesOf } from '../../../server/src/text/finding.ts'
import { withoutCarets } from '../../support/carets.ts'

/** Every rule at work, those of taste too. */
const every: RuleSettings = Object.fromEntries(kubernetes.rules.flatMap(({ id, severity }) => (severity === 'off' ? [[id, 'hint']] : [])))
const find = (text: string) => diagnose(kubernetes.read(text), every)

/** The text after the preferred fix of the first finding of a rule. */
function fixed(text: string, code: string): string {
  const found = find(text).find((one) => one.code === code)
  assert.ok(found, `${code} is found; there are ${find(text).map((one) => one.code)}`)
  const [fix] = fixesOf(found)
  assert.ok(fix, `${code} has a fix`)
  return apply(text, fix.edits)
}

const pod = (container: string, rest = '') => `apiVersion: v1
kind: Pod
metadata:
  name: p
spec:
  containers:
    - name: web
      image: nginx:1.27
${container}${rest}`

test('what a container lacks goes where it belongs, whether that is begun or not', () => {
  assert.equal(fixed(pod(''), 'memory-limit'), pod('      resources:\n        limits:\n          memory: 128Mi\n'))
  assert.equal(
    fixed(pod('      resources:\n        requests:\n          memory: 300Mi\n'), 'memory-limit'),
    pod('      resources:\n        requests:\n          memory: 300Mi\n        limits:\n          memory: 300Mi\n'),
  )
  assert.equal(
    fixed(pod('      resources: { requests: { cpu: 1 } }\n'), 'memory-request'),
    pod('      resources: { requests: { cpu: 1, memory: 128Mi } }\n'),
  )
  assert.equal(
    fixed(pod('      ports:\n        - name: http\n          containerPort: 8080\n'), 'no-readiness-probe'),
    pod(
      '      ports:\n        - name: http\n          containerPort: 8080\n      readinessProbe:\n        tcpSocket:\n          port: http\n',
    ),
  )
})

test('labels follow the selector', () => {
  const text = (labels: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n      app: web\n      tier: "1"\n  template:\n    metadata:\n${labels}    spec:\n      containers:\n        - name: web\n          image: nginx:1.27\n`
  const wanted = '      labels:\n        app: web\n        tier: "1"\n'
  assert.equal(fixed(text('      labels:\n        app: web\n'), 'selector-matches-template'), text(wanted))
  assert.equal(fixed(text('      labels:\n        app: site\n'), 'selector-matches-template'), text(wanted))
  assert.equal(fixed(text('      name: x\n'), 'selector-matches-template'), text(`      name: x\n${wanted}`))
})

test('a zone in a schedule becomes a field, and an old name the new one, without asking', () => {
  const cron = (spec: string) =>
    `apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: c\nspec:\n${spec}  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n            - name: c\n              image: busybox:1.36\n              resources: { limits: { memory: 1Gi } }\n`
  const before = cron('  schedule: "TZ=Europe/Oslo 0 2 * * *"\n')
  const after = fixed(before, 'cron-schedule')
  assert.equal(after, `${cron('  schedule: "0 2 * * *"\n')}  timeZone: Europe/Oslo\n`)
  assert.equal(apply(before, fixAll(kubernetes, kubernetes.read(before), {})), after)
  assert.equal(fixed(pod('', '  serviceAccount: web\n'), 'deprecated-service-account-field'), pod('', '  serviceAccountName: web\n'))
})

test('the word that was meant, and what is too much', () => {
  assert.equal(fixed(pod('      imagePullPolicy: always\n'), 'container-policies'), pod('      imagePullPolicy: Always\n'))
  assert.equal(fixed(pod('', '  os: { name: Windows }\n'), 'pod-os'), pod('', '  os: { name: windows }\n'))
  assert.equal(
    fixed(pod('', '  activeDeadlineSeconds: 0\n  volumes:\n    - name: a\n'), 'pod-deadline'),
    pod('', '  volumes:\n    - name: a\n'),
  )
  assert.equal(
    fixed(
      pod('      env:\n        - name: A\n          value: "1"\n        # again\n        - name: A\n          value: "2"\n'),
      'duplicate-env-var',
    ),
    pod('      env:\n        - name: A\n          value: "1"\n        # again\n'),
  )
})

test('nothing is changed behind an alias', () => {
  const alias =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  containers:\n    - &web\n      name: a\n      image: x:1\n    - *web\n'
  const [, second] = find(alias).filter(({ code }) => code === 'memory-limit')
  assert.deepEqual(fixesOf(second ?? {}), [])
})

test('looking for what is wrong makes no fix yet', () => {
  const found = find(pod('')).filter(({ code }) => code === 'memory-limit')
  assert.ok(found.length > 0)
  for (const { fixes } of found) assert.equal(typeof fixes, 'function')
})

test('every fix of every example mends what it says, and leaves YAML', () => {
  const same = (one: Finding) => (other: Finding) => one.code === other.code && one.message === other.message
  for (const { id, examples } of kubernetes.rules) {
    for (const bad of examples.bad) {
      const text = withoutCarets(bad)
      const found = find(text)
      for (const finding of found.filter(({ code }) => code === id)) {
        for (const { title, edits } of fixesOf(finding)) {
          const after = apply(text, edits)
          assert.notEqual(after, text, `${finding.code}: ${title} changes nothing in\n${text}`)
          const left = find(after)
          assert.ok(
            left.filter(same(finding)).length < found.filter(same(finding)).length,
            `${finding.code}: ${title} does not mend "${finding.message}":\n${after}`,
          )
          assert.ok(
            !left.some(({ code }) => code === 'yaml-syntax') || finding.code === 'yaml-syntax',
            `${finding.code}: ${title}:\n${after}`,
          )
        }
      }
    }
  }
})

test('a second run of all fixes finds nothing to do, and no run makes an error', () => {
  const folder = new URL('../../fixtures/kubernetes/', import.meta.url)
  const fixtures = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
  const run = (text: string) => apply(text, fixAll(kubernetes, kubernetes.read(text), {}))
  const errors = (text: string) => diagnose(kubernetes.read(text), {}).filter(({ severity }) => severity === 'error').length
  const check = (text: string) => {
    const once = run(text)
    assert.equal(run(once), once)
    assert.ok(errors(once) <= errors(text), text)
  }
  for (const text of fixtures) check(text)
  const puts = fc.constantFrom('', ' ', '\n', 'x', ': ', '- ', '"', 's', '1', '#')
  fc.assert(
    fc.property(fc.constantFrom(...fixtures), fc.nat(), fc.nat(8), puts, (text, at, length, put) => {
      const cut = at % text.length
      check(text.slice(0, cut) + put + text.slice(cut + length))
    }),
    { numRuns: 60 },
  )
})

test('whatever is mended in JSON stays JSON', () => {
  const text = `{
  "apiVersion": "v1",
  "kind": "Pod",
  "metadata": { "name": "web", "labels": { "a": 5 } },
  "spec": {
    "restartPolicy": "always",
    "containrs": [],
    "nodeSelector": { "beta.kubernetes.io/os": "linux" },
    "containers": [
      { "name": "app", "image": "nginx", "ports": [{ "containerPort": "80" }, { "containerPort": 0 }],
        "volumeMounts": [{ "name": "cach" }], "securityContext": { "privileged": false } }
    ],
    "volumes": [{ "name": "cache" }]
  }
}
`
  const everything = Object.fromEntries(kubernetes.rules.map(({ id }) => [id, 'warning' as const]))
  const fixes = kubernetes.read(text).check(everything).flatMap(fixesOf)
  assert.ok(fixes.length > 15, `${fixes.length} fixes`)
  for (const { title, edits } of fixes) assert.doesNotThrow(() => JSON.parse(apply(text, edits)), title)
})
