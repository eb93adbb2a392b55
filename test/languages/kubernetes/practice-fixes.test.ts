import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkDocument } from '../../../server/src/languages/kubernetes/check.ts'
import { readDocument } from '../../../server/src/languages/kubernetes/document.ts'
import { apply } from '../../../server/src/text/edit.ts'
import { fixesOf } from '../../../server/src/text/finding.ts'

test('a missing field comes with the map around it', () =>
  fixes(
    'privilege-escalation-container',
    `spec:
  containers:
    - name: web
      image: nginx:1.27 # the proxy
      ports: [{containerPort: 80}]
`,
    `spec:
  containers:
    - name: web
      image: nginx:1.27 # the proxy
      ports: [{containerPort: 80}]
      securityContext:
        allowPrivilegeEscalation: false
`,
  ))

test('a field joins those that are there, in their layout', () => {
  fixes(
    'dropped-capabilities',
    `spec:
  containers:
  - name: web
    securityContext:
      runAsNonRoot: true
    image: nginx:1.27
`,
    `spec:
  containers:
  - name: web
    securityContext:
      runAsNonRoot: true
      capabilities:
        drop:
        - ALL
    image: nginx:1.27
`,
  )
  fixes(
    'dropped-capabilities',
    `spec:
  containers:
    - {name: web, image: nginx:1.27, securityContext: {runAsNonRoot: true}}
`,
    `spec:
  containers:
    - {name: web, image: nginx:1.27, securityContext: {runAsNonRoot: true, capabilities: { drop: [ALL] }}}
`,
  )
})

test('what the pod can say for all is said there', () =>
  fixes(
    'run-as-non-root',
    `spec:
  containers:
    - {name: web, image: nginx:1.27}
`,
    `spec:
  containers:
    - {name: web, image: nginx:1.27}
  securityContext:
    runAsNonRoot: true
`,
  ))

test('what is refused is taken away', () =>
  fixes(
    'host-network',
    `spec:
  hostNetwork: true # for the metrics
  containers:
    - {name: web, image: nginx:1.27}
`,
    `spec:
  containers:
    - {name: web, image: nginx:1.27}
`,
  ))

test('another value takes the place of the one before', () =>
  fixes(
    'privileged-container',
    `spec:
  containers:
    - name: web
      securityContext:
        privileged: true # really?
`,
    `spec:
  containers:
    - name: web
      securityContext:
        privileged: false # really?
`,
  ))

test('behind an alias nothing is mended', () => {
  const text = `${head}spec:
  containers:
    - &web
      name: web
      securityContext: {privileged: true}
    - <<: *web
      name: shop
`
  const found = findings('privileged-container', text)
  assert.deepEqual(
    found.map((finding) => fixesOf(finding).length),
    [1, 0],
  )
})

test('what the server would refuse is not offered', () => {
  const text = `${head}spec:\n  containers:\n    - {name: web, securityContext: {privileged: true}}\n    - {name: shop}\n`
  assert.deepEqual(
    findings('privilege-escalation-container', text).map((finding) => fixesOf(finding).length),
    [0, 1],
  )
})

test('nothing of it is done by fix-all', () => {
  const text = `${head}spec:\n  containers:\n    - {name: web, image: nginx:1.27}\n`
  for (const rule of ['run-as-non-root', 'missing-seccomp-profile', 'no-read-only-root-fs', 'dropped-capabilities']) {
    assert.ok(
      findings(rule, text).every((finding) => fixesOf(finding).length > 0 && fixesOf(finding).every(({ guess }) => guess)),
      rule,
    )
  }
})

test('what something else will fill in is not missing', () => {
  const container = (fields: string) => `${head}spec:\n  containers:\n    - name: web\n      image: nginx:1.27\n      ${fields}\n`
  const quiet = [
    ['memory-limit', 'resources: {limits: {memory: "${MEMORY}"}}'],
    ['memory-limit', 'resources: ${RESOURCES}'],
    ['run-as-non-root', 'securityContext: {runAsNonRoot: ${NON_ROOT}}'],
    ['no-read-only-root-fs', 'securityContext: ${SECURITY}'],
    ['no-liveness-probe', 'livenessProbe: ${PROBE}'],
  ] as const
  for (const [rule, fields] of quiet) assert.deepEqual(findings(rule, container(fields)), [], fields)
})

const head = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n'

function fixes(rule: string, before: string, after: string): void {
  const text = head + before
  const [first] = findings(rule, text)
  const [fix] = fixesOf(first ?? {})
  assert.ok(fix !== undefined, `${rule} offers no fix`)
  const mended = apply(text, fix.edits)
  assert.equal(mended, head + after)
  assert.deepEqual(findings(rule, mended), [])
}

function findings(rule: string, text: string) {
  return checkDocument(readDocument(text), { [rule]: 'warning' }).filter(({ code }) => code === rule)
}
