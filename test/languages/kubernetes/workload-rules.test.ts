import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkDocument } from '../../../server/src/languages/kubernetes/check.ts'
import { readDocument } from '../../../server/src/languages/kubernetes/document.ts'

test('the server names the metadata of a template without its own name', () => {
  const labels = workload('Deployment').replace(
    'labels: {app: web}\n    spec',
    'labels: {app: web, "a b": c}\n      annotations: {"/x": z}\n    spec',
  )
  assert.deepEqual(paths(labels), ['object-annotations spec.template.annotations', 'object-labels spec.template.labels'])
  assert.deepEqual(paths(job('  template:\n    metadata: {labels: {a: -}}', '')), ['object-labels spec.template.labels metadata.labels'])
  assert.deepEqual(paths(job('  template:\n    metadata: {labels: {a: -}}', '', '  labels: {b: c}\n')), [
    'object-labels spec.template.labels',
  ])
})

test('a name that is made of a prefix is judged as it will be', () => {
  const named = (kind: string, metadata: string) => paths(workload(kind).replace('  name: web\n', metadata))
  assert.deepEqual(named('Deployment', '  generateName: Web-\n'), ['object-name metadata.generateName', 'object-name metadata.name'])
  assert.deepEqual(named('Deployment', '  generateName: web.\n'), ['object-name metadata.generateName'])
  assert.deepEqual(named('Deployment', `  generateName: ${'a'.repeat(200)}\n`), [])
  assert.deepEqual(named('StatefulSet', `  generateName: ${'a'.repeat(64)}\n`), ['object-name metadata.generateName'])
  assert.deepEqual(named('Deployment', '  name: ""\n'), ['object-name metadata.name'])
  assert.deepEqual(named('Deployment', '  name: web\n  generateName: web-\n'), [])
})

test('names have room for what comes behind them', () => {
  assert.deepEqual(paths(cronJob('  schedule: "@daily"', 'a'.repeat(52))), [])
  assert.deepEqual(paths(cronJob('  schedule: "@daily"', 'a'.repeat(53))), ['object-name metadata.name'])
  const indexed = (length: number, completions: number) =>
    paths(
      job(`  completionMode: Indexed\n  completions: ${completions}\n  template:`, '      restartPolicy: Never\n', '', 'a'.repeat(length)),
    )
  assert.deepEqual(indexed(61, 10), [])
  assert.deepEqual(indexed(61, 11), ['object-name metadata.name'])
  assert.deepEqual(indexed(63, 0), [])
})

test('the last of two controllers is one too many; owners are named without their place', () => {
  const owners = (text: string) => paths(workload('Deployment').replace('  name: web\n', `  name: web\n  ownerReferences:\n${text}`))
  assert.deepEqual(owners('    - {apiVersion: apps/, kind: A, name: a, uid: b}\n'), [
    'owner-references metadata.ownerReferences.apiVersion',
  ])
  assert.deepEqual(owners('    - {}\n'), [
    'owner-references metadata.ownerReferences.apiVersion metadata.ownerReferences.kind metadata.ownerReferences.name metadata.ownerReferences.uid',
  ])
  assert.deepEqual(owners('    - {apiVersion: v1, kind: Event, name: a, uid: b}\n'), ['owner-references metadata.ownerReferences'])
  assert.deepEqual(owners('    - {apiVersion: events.k8s.io/v1, kind: Event, name: a, uid: b}\n'), [])
})

test('a selector that cannot be read is said twice by the server, once by us', () => {
  const selecting = (kind: string, selector: string) =>
    paths(workload(kind).replace('  selector:\n    matchLabels: {app: web}\n', selector))
  const unreadable = '  selector: {matchExpressions: [{key: app, operator: In}]}\n'
  assert.deepEqual(selecting('Deployment', unreadable), ['workload-selector spec.selector.matchExpressions[0].values spec.selector'])
  assert.deepEqual(selecting('DaemonSet', unreadable), ['workload-selector spec.selector.matchExpressions[0].values'])
  assert.deepEqual(selecting('ReplicaSet', ''), ['workload-selector spec.selector spec.template.metadata.labels'])
  assert.deepEqual(selecting('DaemonSet', ''), ['workload-selector spec.template.metadata.labels'])
  assert.deepEqual(selecting('StatefulSet', '  selector: {}\n'), ['workload-selector spec.selector'])
})

test('behind a selector that cannot be read the server does not look at the template', () => {
  const text = workload('Deployment')
    .replace('matchLabels: {app: web}', 'matchLabels: {app: -}')
    .replace('image: nginx', 'image: nginx, imagePullPolicy: Sometimes')
  const stages = errors(text).map(({ stage, code }) => `${stage} ${code}`)
  assert.deepEqual(stages.sort(), ['template container-policies', 'validate workload-selector'])
})

test('labels that a selector asks for, of every sort', () => {
  const matches = (selector: string, labels: string) => {
    const text = workload('Deployment')
      .replace('  selector:\n    matchLabels: {app: web}\n', `  selector: ${selector}\n`)
      .replace('labels: {app: web}\n    spec', `labels: ${labels}\n    spec`)
    return paths(text).includes('selector-matches-template spec.template.metadata.labels') ? 'no' : 'yes'
  }
  const expression = (rest: string) => `{matchExpressions: [{key: a, ${rest}}]}`
  const cases: [string, string, 'yes' | 'no'][] = [
    ['{matchLabels: {a: b}}', '{a: b, c: d}', 'yes'],
    ['{matchLabels: {a: b}}', '{a: c}', 'no'],
    ['{matchLabels: {a: ""}}', '{c: d}', 'no'],
    ['{matchLabels: {a: ""}}', '{a: ""}', 'yes'],
    [expression('operator: In, values: [b, c]'), '{a: c}', 'yes'],
    [expression('operator: In, values: [b]'), '{}', 'no'],
    [expression('operator: NotIn, values: [b]'), '{}', 'yes'],
    [expression('operator: NotIn, values: [b]'), '{a: b}', 'no'],
    [expression('operator: Exists'), '{a: ""}', 'yes'],
    [expression('operator: DoesNotExist'), '{a: b}', 'no'],
    ['{matchLabels: {a: "${A}"}}', '{a: b}', 'yes'],
    ['{matchLabels: {a: b}}', '{a: "${A}"}', 'yes'],
    ['{matchLabels: {a: b}}', '{"${KEY}": b}', 'yes'],
    ['{matchLabels: {a: "1"}}', '{a: 1}', 'yes'],
  ]
  for (const [selector, labels, expected] of cases) assert.equal(matches(selector, labels), expected, `${selector} ${labels}`)
})

test('steps of a rolling update', () => {
  const deployment = (rolling: string) => paths(workload('Deployment', `  strategy: {rollingUpdate: ${rolling}}\n`))
  assert.deepEqual(deployment('{maxSurge: 0%, maxUnavailable: 0}'), ['deployment-strategy spec.strategy.rollingUpdate.maxUnavailable'])
  assert.deepEqual(deployment('{maxSurge: "0", maxUnavailable: 1}'), ['deployment-strategy spec.strategy.rollingUpdate.maxSurge'])
  assert.deepEqual(deployment('{maxSurge: -1}'), ['deployment-strategy spec.strategy.rollingUpdate.maxSurge'])
  assert.deepEqual(deployment('{maxSurge: 300%, maxUnavailable: 100%}'), [])
  assert.deepEqual(deployment('{maxSurge: "${SURGE}", maxUnavailable: 0}'), [])
  const daemon = (rolling: string) => paths(workload('DaemonSet', `  updateStrategy: {rollingUpdate: ${rolling}}\n`))
  assert.deepEqual(daemon('{maxSurge: 1}'), ['daemon-set-strategy spec.updateStrategy.rollingUpdate.maxSurge'])
  assert.deepEqual(daemon('{maxSurge: 101%, maxUnavailable: 0}'), ['daemon-set-strategy spec.updateStrategy.rollingUpdate.maxSurge'])
  assert.deepEqual(daemon('{maxUnavailable: 0}'), ['daemon-set-strategy spec.updateStrategy.rollingUpdate.maxUnavailable'])
  assert.deepEqual(paths(workload('DaemonSet', '  updateStrategy: {type: OnDelete, rollingUpdate: {maxUnavailable: -1}}\n')), [])
  assert.deepEqual(paths(workload('StatefulSet', '  updateStrategy: {rollingUpdate: {maxUnavailable: 0}}\n')), [], 'closed gate')
})

test('numbers that clash with a default are shown where they are written', () => {
  const [found] = errors(workload('Deployment', '  minReadySeconds: 700\n'))
  assert.equal(found?.path, 'spec.progressDeadlineSeconds')
  assert.equal(found?.message, 'progressDeadlineSeconds is 600 by default; it must be more than minReadySeconds, which is 700')
})

test('jobs say how their pods restart', () => {
  const restart = (policy: string, spec = '') => paths(job(`${spec}  template:`, policy))
  assert.deepEqual(restart('      dnsPolicy: Default\n'), ['workload-restart-policy spec.template.spec.restartPolicy'])
  assert.deepEqual(restart('      restartPolicy: ""\n'), ['workload-restart-policy spec.template.spec.restartPolicy'])
  assert.deepEqual(restart('      restartPolicy: OnFailure\n'), [])
  const policy = '  podFailurePolicy: {rules: [{action: Count, onPodConditions: [{type: a}]}]}\n'
  assert.deepEqual(restart('      restartPolicy: OnFailure\n', policy), ['workload-restart-policy spec.template.spec.restartPolicy'])
  assert.deepEqual(restart('      restartPolicy: "${RESTART}"\n'), [])
})

test('selectors and labels of jobs are the server’s', () => {
  const never = '      restartPolicy: Never\n'
  const labelled = (labels: string, spec = '') => paths(job(`${spec}  template:\n    metadata: {labels: ${labels}}`, never))
  assert.deepEqual(labelled('{job-name: report}'), [])
  assert.deepEqual(labelled('{controller-uid: x}'), ['job-labels spec.template.metadata.labels[controller-uid]'])
  assert.deepEqual(labelled('{batch.kubernetes.io/job-name: x}'), [
    'job-labels spec.template.metadata.labels[batch.kubernetes.io/job-name]',
  ])
  assert.deepEqual(labelled('{a: b}', '  selector: {matchLabels: {a: b}}\n'), ['job-selector spec.selector'])
  assert.deepEqual(labelled('{a: b}', '  selector: {matchLabels: {a: c}}\n'), ['job-selector spec.selector spec.template.metadata.labels'])
  assert.deepEqual(labelled('{a: b}', '  manualSelector: true\n  selector: {matchLabels: {a: b}}\n'), [])
  assert.deepEqual(labelled('{a: b}', '  manualSelector: true\n'), ['job-selector spec.selector spec.template.metadata.labels'])
  assert.deepEqual(labelled('{a: b}', '  manualSelector: true\n  selector: {}\n'), [])
})

test('a name that is no label shows wherever the server puts it', () => {
  const long = 'a'.repeat(64)
  const named = (labels: string, own = '') => paths(job(`  template:${labels}`, '', own, long))
  assert.deepEqual(named(''), ['job-labels spec.template.labels'])
  assert.deepEqual(named('\n    metadata: {labels: {a: b}}'), ['job-labels spec.template.labels metadata.labels'])
  assert.deepEqual(named('\n    metadata: {labels: {}}'), ['job-labels spec.template.labels metadata.labels'])
  assert.deepEqual(named('\n    metadata: {labels: {a: b}}', '  labels: {c: d}\n'), ['job-labels spec.template.labels'])
})

test('limits by index are for jobs with indexes', () => {
  const spec = (fields: string) => paths(job(`${fields}  template:`, '      restartPolicy: Never\n'))
  assert.deepEqual(spec('  maxFailedIndexes: 1\n'), [
    'job-completion-mode spec.backoffLimitPerIndex',
    'job-completion-mode spec.maxFailedIndexes',
  ])
  assert.deepEqual(spec('  completionMode: Indexed\n  completions: ${N}\n  parallelism: 2\n'), [])
  const many = '  completionMode: Indexed\n  completions: 100001\n  backoffLimitPerIndex: 1\n'
  assert.deepEqual(spec(many), ['job-completion-mode spec.maxFailedIndexes'])
  assert.deepEqual(spec(`${many}  maxFailedIndexes: 10001\n  parallelism: 10001\n`), [
    'job-completion-mode spec.maxFailedIndexes',
    'job-completion-mode spec.parallelism',
  ])
  assert.deepEqual(spec('  completionMode: Indexed\n  successPolicy: {}\n'), ['job-success-policy spec.successPolicy.rules'])
})

test('annotations that become fields of other versions have to be numbers', () => {
  const annotated = (kind: string, annotation: string) =>
    paths(workload(kind).replace('  name: web\n', `  name: web\n  annotations: {${annotation}}\n`))
  assert.deepEqual(annotated('Deployment', 'controller.kubernetes.io/pod-deletion-cost: "x"'), [])
  assert.deepEqual(annotated('DaemonSet', 'deprecated.daemonset.template.generation: "3"'), [])
  assert.deepEqual(annotated('DaemonSet', 'deprecated.daemonset.template.generation: "3.5"'), ['object-annotations metadata.annotations'])
  assert.deepEqual(annotated('Deployment', 'deprecated.daemonset.template.generation: "x"'), [])
  assert.deepEqual(annotated('Deployment', 'deprecated.deployment.rollback.to: ""'), [])
  assert.deepEqual(annotated('Deployment', 'deprecated.deployment.rollback.to: "-1"'), ['object-annotations spec.rollback.version'])
})

function errors(text: string) {
  return checkDocument(readDocument(text), {}, (rule, error) => assert.fail(`${rule} threw ${error}`)).filter(
    ({ severity }) => severity === 'error',
  )
}

function paths(text: string): readonly string[] {
  return errors(text)
    .map(({ code, path, alsoPaths = [] }) => [code, path, ...alsoPaths].join(' '))
    .sort()
}

function workload(kind: string, spec = ''): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: web
spec:
${spec}  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers: [{name: app, image: nginx}]
`
}

function job(template: string, pod: string, metadata = '', name = 'report'): string {
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: ${name}
${metadata}spec:
${template}
    spec:
${pod || '      restartPolicy: Never\n'}      containers: [{name: app, image: busybox}]
`
}

function cronJob(spec: string, name: string): string {
  return `apiVersion: batch/v1
kind: CronJob
metadata:
  name: ${name}
spec:
${spec}
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: app, image: busybox}]
`
}
