import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kubernetes } from '../../../server/src/languages/kubernetes/index.ts'
import { apply } from '../../../server/src/text/edit.ts'

const settings = { 'latest-tag': 'warning' } as const

const pod = (metadata: string, image: string) => `apiVersion: v1
kind: Pod
metadata: {name: web${metadata}}
spec:
  containers:
    - name: app
${image}
`

const codes = (text: string) =>
  kubernetes
    .read(text)
    .check(settings)
    .map(({ code }) => code)
    .filter((code) => code === 'latest-tag' || code === 'container-name')

test('a comment silences a rule on its line or the next, by any of its names', () => {
  const plain = '      image: nginx'
  assert.deepEqual(codes(pod('', plain)), ['latest-tag'])
  for (const silenced of [
    `      # bayplan ignore=latest-tag\n${plain}`,
    `      # bayplan ignore=other, CKV_K8S_14\n\n      # why\n${plain}`,
    `${plain} # bayplan ignore=latest-tag`,
    `      #trivy:ignore:AVD-KSV-0013\n${plain}`,
  ]) {
    assert.deepEqual(codes(pod('', silenced)), [], silenced)
  }
  assert.deepEqual(codes(pod('', `      # bayplan ignore=other\n${plain}`)), ['latest-tag'])
  assert.deepEqual(codes(pod('', `${plain}\n      # bayplan ignore=latest-tag`)), ['latest-tag'])
})

test('annotations silence what they silence for the tools they are for', () => {
  for (const annotation of [
    'ignore-check.kube-linter.io/latest-tag: built on every run',
    'kube-linter.io/ignore-all: legacy',
    'kube-score/ignore: "pod-probes,container-image-tag"',
    'checkov.io/skip1: CKV_K8S_14=built on every run',
    'polaris.fairwinds.com/tagNotSpecified-exempt: "true"',
    'polaris.fairwinds.com/exempt: "true"',
  ]) {
    assert.deepEqual(codes(pod(`, annotations: {${annotation}}`, '      image: nginx')), [], annotation)
  }
  assert.deepEqual(codes(pod(', annotations: {checkov.io/skip1: CKV_K8S_15=no}', '      image: nginx')), ['latest-tag'])
})

test('what the API server refuses cannot be silenced', () => {
  const text = pod(', annotations: {kube-linter.io/ignore-all: x}', '      image: nginx').replace(
    'name: app',
    'name: App # bayplan ignore=container-name',
  )
  assert.deepEqual(codes(text), ['container-name'])
})

test('the comment is written where it counts', () => {
  const silence = (text: string) => {
    const reading = kubernetes.read(text)
    const [finding] = reading.check(settings).filter(({ code }) => code === 'latest-tag')
    return finding === undefined ? undefined : apply(text, reading.suppress?.(finding)[0]?.edits ?? [])
  }
  assert.equal(silence(pod('', '      image: nginx')), pod('', '      # bayplan ignore=latest-tag\n      image: nginx'))
  assert.equal(
    silence(pod('', '      # bayplan ignore=a-b\n      image: nginx')),
    pod('', '      # bayplan ignore=a-b,latest-tag\n      image: nginx'),
  )
  const first = pod('', '      image: nginx:1.27')
  assert.equal(
    silence(`${first}---\n${pod('', '      image: nginx')}`),
    `${first}---\n${pod('', '      # bayplan ignore=latest-tag\n      image: nginx')}`,
  )
})
