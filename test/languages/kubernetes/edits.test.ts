import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { type KubernetesDocument, readDocument } from '../../../server/src/languages/kubernetes/document.ts'
import { kubernetes } from '../../../server/src/languages/kubernetes/index.ts'
import { type Memory, newMemory } from '../../../server/src/languages/kubernetes/memory.ts'
import { kubernetesRules } from '../../../server/src/languages/kubernetes/rules/index.ts'
import type { Reading } from '../../../server/src/languages/language.ts'
import { type RuleSettings, run } from '../../../server/src/rules/run.ts'
import { type Finding, fixesOf } from '../../../server/src/text/finding.ts'
import { ndjson } from '../../conformance/files.ts'
import { withoutCarets } from '../../support/carets.ts'

const fixtures = new URL('../../fixtures/kubernetes/', import.meta.url)
const written = readdirSync(fixtures).map((name) => readFileSync(new URL(name, fixtures), 'utf8'))
const recorded = [...ndjson(fileURLToPath(new URL('../../conformance/kubernetes-validation/', import.meta.url)))].flatMap((line) =>
  line !== null && typeof line === 'object' && 'yaml' in line && typeof line.yaml === 'string' ? [line.yaml] : [],
)
const examples = kubernetes.rules.flatMap(({ examples: { bad, good } }) => [...bad.map(withoutCarets), ...good])
const documents = [...written, ...recorded, ...examples]

const everything: RuleSettings = Object.fromEntries(kubernetes.rules.map(({ id }) => [id, 'warning' as const]))
const restricted: RuleSettings = Object.fromEntries(
  kubernetes.rules.flatMap(({ id, profile }) => (profile === undefined ? [] : [[id, 'warning' as const]])),
)
const nothing: RuleSettings = Object.fromEntries(kubernetes.rules.map(({ id }) => [id, 'off' as const]))

/** Parts of a whole in millionths. */
const part = fc.nat(1_000_000)
const lineOf = (lines: readonly string[], at: number) => Math.floor(((lines.length - 1) * at) / 1_000_000)

/** An edit of somebody who writes manifests: one character, a word, lines, or a block of them. */
const edit: fc.Arbitrary<(text: string) => string> = fc.oneof(
  fc
    .tuple(part, fc.nat(2), fc.constantFrom('', 'x', '1', ' ', ':', '"', '-', '\n', '#', '{', '&a ', '*a', '${V}'))
    .map(([at, drop, put]) => (text: string) => {
      const start = Math.floor((text.length * at) / 1_000_000)
      return text.slice(0, start) + put + text.slice(start + drop)
    }),
  // One word for another of the text, which makes names that are the same, or are no more.
  fc.tuple(part, part).map(([at, other]) => (text: string) => {
    const words = [...text.matchAll(/[\w./-]+/g)]
    const [one, by] = [
      words[Math.floor(((words.length - 1) * at) / 1_000_000)],
      words[Math.floor(((words.length - 1) * other) / 1_000_000)],
    ]
    return one === undefined || by === undefined ? text : text.slice(0, one.index) + by[0] + text.slice(one.index + one[0].length)
  }),
  fc.tuple(part, part, fc.boolean()).map(([at, to, copy]) => (text: string) => {
    const lines = text.split('\n')
    const [line = ''] = copy ? [lines[lineOf(lines, at)]] : lines.splice(lineOf(lines, at), 1)
    lines.splice(lineOf(lines, to), 0, line)
    return lines.join('\n')
  }),
  fc.tuple(part).map(([at]) => (text: string) => {
    const lines = text.split('\n')
    lines.splice(lineOf(lines, at), 1)
    return lines.join('\n')
  }),
  // An item of a list goes, comes a second time, or changes places with the next.
  fc.tuple(part, fc.constantFrom('remove', 'repeat', 'swap')).map(([at, what]) => (text: string) => {
    const starts = [...text.matchAll(/^ *- /gm)]
    const chosen = starts[Math.floor(((starts.length - 1) * at) / 1_000_000)]
    if (chosen === undefined) return text
    const [first, rest] = itemAt(text, chosen.index, chosen[0])
    const [second, behind] = rest.startsWith(chosen[0]) ? itemAt(rest, 0, chosen[0]) : ['', rest]
    const after = what === 'remove' ? rest : what === 'repeat' ? first + first + rest : second + first + behind
    return text.slice(0, chosen.index) + after
  }),
  fc.constantFrom(
    (text: string) => text.replace(/kind: \w+/, 'kind: Pod'),
    (text: string) => text.replace(/^(metadata:)/m, 'metadata:\n  annotations:\n    kube-linter.io/ignore-all: "yes"\n#'),
    (text: string) => text.replace(/( +)containers:\n/, '$1hostNetwork: true\n$1containers:\n'),
    (text: string) => text.replace(/( +)containers:\n/, '$1resources: {limits: {cpu: 2}}\n$1containers:\n'),
    (text: string) => text.replace('initContainers:', 'containers:'),
    (text: string) => text.replace('containers:', 'initContainers:'),
    (text: string) => `# note\n---\n${text}`,
    (text: string) => text.replace(/^---\n/m, ''),
  ),
)

/** An item of a list with all lines below it, and what follows. */
function itemAt(text: string, start: number, dash: string): readonly [string, string] {
  const blank = ' '.repeat(dash.length)
  let end = text.indexOf('\n', start) + 1 || text.length
  while (end < text.length && text.startsWith(blank, end)) end = text.indexOf('\n', end) + 1 || text.length
  return [text.slice(start, end), text.slice(end)]
}

const settings = fc.constantFrom<RuleSettings>({}, {}, everything, everything, restricted, nothing)

test('after edits the same is found as in a text that is read at once', () => {
  const step = fc.record({ edit, settings, undo: fc.nat(5) })
  fc.assert(
    fc.property(
      fc.array(fc.nat(documents.length - 1), { minLength: 1, maxLength: 3 }),
      settings,
      fc.array(step, { minLength: 1, maxLength: 8 }),
      (chosen, first, steps) => {
        let text = chosen.map((i) => documents[i]).join('\n---\n')
        let reading = kubernetes.read(text)
        found(reading, first)
        const past = [text]
        for (const { edit, settings, undo } of steps) {
          text = undo === 0 ? (past.pop() ?? text) : edit(text)
          past.push(text)
          reading = kubernetes.read(text, reading)
          assert.deepEqual(found(reading, settings), found(kubernetes.read(text), settings), JSON.stringify(text))
        }
      },
    ),
    { numRuns: 80 },
  )
})

test('documents of a long file are remembered as they are edited, the last ones longest', () => {
  let text = Array.from({ length: 24 }, (_, i) => `apiVersion: v1\nkind: Pod\nmetadata: {name: a-${i}}\nspec: {containers: []}\n`).join(
    '---\n',
  )
  let reading = kubernetes.read(text)
  const edits = [
    ...Array.from({ length: 24 }, (_, i) => [`a-${i}}`, `B-${i}}`] as const),
    ['Pod', 'Job'],
    [/B-/g, 'C-'],
    ['C-7}', 'c-7}'],
    [/Job|Pod/g, 'List'],
  ] as const
  for (const [from, to] of edits) {
    text = text.replace(from, to)
    reading = kubernetes.read(text, reading)
    assert.deepEqual(found(reading, everything), found(kubernetes.read(text), everything), text)
  }
})

test('a document is read after edits as it is read at once', () => {
  const word = fc.constantFrom(
    '',
    'x',
    '1',
    '0',
    'true',
    'null',
    '~',
    '100u',
    '1.5',
    '-1',
    ' ',
    '"',
    '${V}',
    'nginx:latest',
    'Recreate',
    'on',
  )
  let [edits, quick] = [0, 0]
  fc.assert(
    fc.property(fc.nat(documents.length - 1), fc.array(fc.tuple(part, word), { minLength: 1, maxLength: 4 }), (index, changes) => {
      let text = documents[index] ?? ''
      let doc = readDocument(text)
      for (const [at, put] of changes) {
        text = withWord(text, at, put)
        const next = readDocument(text, doc)
        assert.deepEqual(facts(next), facts(readDocument(text)), text)
        edits++
        if (doc.objects[0] !== undefined && next.objects[0]?.settled === doc.objects[0].settled) quick++
        doc = next
      }
    }),
    { numRuns: 400 },
  )
  assert.ok(quick > edits / 10, `${quick} of ${edits} edits were of values`)
})

/** Puts a word in the place of a value, or behind it. */
function withWord(text: string, at: number, put: string): string {
  const words = [...text.matchAll(/(?<=[:-] +)[\w./-]+/g)]
  const word = words[Math.floor(((words.length - 1) * at) / 1_000_000)]
  if (word === undefined) return text
  const start = at % 3 === 0 ? word.index + word[0].length : word.index
  return text.slice(0, start) + put + text.slice(word.index + word[0].length)
}

function facts({ text, root, errors, problems, objects }: KubernetesDocument): object {
  return {
    ...{ text, root, errors, problems },
    objects: objects.map(({ manifest: { kind, object, written, pod }, ...rest }) => ({ ...rest, kind, object, written, pod })),
  }
}

test('what is known of one recorded manifest holds for the next as far as they are the same', () => {
  const manifests = recorded.filter((_, i) => i % 10 === 0).flatMap((text) => readDocument(text).objects.map(({ manifest }) => manifest))
  const kinds = new Map<string, Memory>()
  let silent = 0
  for (const manifest of manifests) {
    const memory = kinds.get(manifest.kind) ?? newMemory()
    kinds.set(manifest.kind, memory)
    const recall = memory.recall(manifest)
    silent += kubernetesRules.filter(recall.isSilent).length
    const after = run(kubernetesRules, manifest, { settings: everything, recall })
    assert.deepEqual(plain(after), plain(run(kubernetesRules, manifest, { settings: everything })), manifest.text)
  }
  assert.ok(silent > 50 * manifests.length, `${silent} answers were known`)
})

test('what a rule says depends on no more than kind and values', () => {
  const nothing = { kind: 'map', span: { start: 0, end: 0 }, entries: [] } as const
  const manifests = documents.filter((_, i) => i % 12 === 0).flatMap((text) => readDocument(text).objects.map(({ manifest }) => manifest))
  for (const manifest of manifests) {
    const blind = run(kubernetesRules, { ...manifest, text: '', root: nothing }, { settings: everything })
    assert.deepEqual(plain(blind), plain(run(kubernetesRules, manifest, { settings: everything })), manifest.text)
  }
})

function plain(findings: readonly Finding[]): readonly object[] {
  return findings.map(({ fixes: _, ...rest }) => rest)
}

/** Everything about the findings, the fixes of some. */
function found(reading: Reading, settings: RuleSettings): readonly object[] {
  const findings = reading.check(settings, (rule, error) => {
    throw new Error(`${rule} threw`, { cause: error })
  })
  return findings.map((finding: Finding, i) => ({ ...finding, fixes: i % 5 === 0 && fixesOf(finding) }))
}
