import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { inOrderOnce } from '../../../server/src/features/diagnose.ts'
import { silentBuild } from '../../../server/src/languages/dockerfile/build/index.ts'
import { readDocument } from '../../../server/src/languages/dockerfile/document.ts'
import { checkDocument, dockerfile } from '../../../server/src/languages/dockerfile/index.ts'
import { partsOf, piecesOf, rulePartsOf, saidOf } from '../../../server/src/languages/dockerfile/parts.ts'
import { dockerfileRules } from '../../../server/src/languages/dockerfile/rules/index.ts'
import { shown } from '../../../server/src/languages/dockerfile/shown.ts'
import { isHeard, withoutSilenced } from '../../../server/src/languages/dockerfile/silence.ts'
import type { Reading, Surroundings } from '../../../server/src/languages/language.ts'
import { loudRules } from '../../../server/src/rules/parts.ts'
import type { RuleSettings } from '../../../server/src/rules/run.ts'
import { type Finding, fixesOf, shifted } from '../../../server/src/text/finding.ts'
import { ndjson } from '../../conformance/files.ts'
import { withoutCarets } from '../../support/carets.ts'

interface Sample {
  readonly text: string
  readonly around: Surroundings
}

interface Recorded {
  readonly dockerfile?: string
  readonly dockerignore?: string
  readonly context?: readonly string[]
  readonly config?: object
}

const fixtures = new URL('../../fixtures/dockerfile/', import.meta.url)
const written = readdirSync(fixtures).map((name): Sample => ({ text: readFileSync(new URL(name, fixtures), 'utf8'), around: {} }))
const recorded = [...ndjson(fileURLToPath(new URL('../../conformance/dockerfile/', import.meta.url)))].flatMap(
  (line): readonly Sample[] => {
    const { dockerfile: text, dockerignore, context, config } = line as Recorded
    const around = {
      ...(dockerignore && { dockerignore }),
      ...(context && { files: context }),
      ...(config && { hadolint: JSON.stringify(config) }),
    }
    return text === undefined ? [] : [{ text, around }]
  },
)
const examples = dockerfileRules.flatMap(({ examples: { bad, good, beside } }): readonly Sample[] => {
  const around = {
    ...(beside?.file === '.hadolint.yaml' && { hadolint: beside.text }),
    ...(beside?.file === '.dockerignore' && { dockerignore: beside.text }),
    ...(beside?.file === 'build context' && { files: beside.text.split('\n') }),
  }
  return [...bad.map(withoutCarets), ...good].map((text) => ({ text, around }))
})
const samples = [...written, ...recorded, ...examples]

/** The same object every time: by it is known what was asked. */
const defaults: RuleSettings = {}
const everything: RuleSettings = Object.fromEntries(dockerfileRules.map(({ id }) => [id, 'warning' as const]))

/** One file made of several: their stages stand beside each other, and take names and variables from each other. */
const several = fc
  .array(fc.nat(samples.length - 1), { minLength: 1, maxLength: 4 })
  .map((some): Sample => ({ text: some.map((one) => samples[one]?.text ?? '').join('\n'), around: samples[some[0] ?? 0]?.around ?? {} }))

test('a rule that is silent about every part is silent about the whole', () => {
  for (const sample of samples) saysWhatPartsSay(sample)
  fc.assert(fc.property(several, saysWhatPartsSay), { numRuns: 300 })
})

function saysWhatPartsSay({ text, around }: Sample): void {
  const doc = readDocument(text, { around })
  const known = partsOf(doc, undefined)
  const pieces = piecesOf(known)
  assert.ok(pieces)
  const parts = rulePartsOf(known, pieces, saidOf(known))
  const about = dockerfileRules.filter((rule) => rule.about !== undefined)
  const loud = loudRules(
    about.map((rule) => ({ rule, severity: 'warning' })),
    parts,
  )
  for (const rule of about.filter((one) => one.apart === undefined && !loud.has(one))) {
    const heard = [...rule.check(doc)].filter(({ at, stands }) => {
      return isHeard(doc, { code: rule.id, span: at, ...(stands && { stands }) }, rule.aliases)
    })
    assert.deepEqual(heard, [], `${rule.id} is silent about the parts of ${JSON.stringify(text)}`)
  }
}

interface Change {
  readonly kind: 'put' | 'drop' | 'copy' | 'word'
  /** Where in the text, and from where: parts of the whole in millionths. */
  readonly at: number
  readonly from: number
  readonly text: string
}

const lines = [
  ...['', '#', '# hadolint ignore=DL3008,DL3006,DL3059', '# hadolint stage ignore=DL3007,DL4006', '# hadolint global ignore=DL3027,DL3025'],
  ...[
    '# check=skip=all',
    '# check=experimental=all',
    '# check=error=true',
    '# escape=`',
    '# hadolint ignore=DL1',
    'ARG A',
    'ARG B=1',
    'ENV A=$B',
  ],
  ...['FROM a', 'FROM a AS b', 'FROM b AS c', 'FROM debian:12 AS debian', 'from scratch', 'FROM --platform=linux/arm64 b', 'FROM $A:$B'],
  ...[
    'COPY --from=b / /',
    'COPY --from=1 x y',
    'COPY a.tar.gz /a/',
    'RUN tar -xf /a/a.tar.gz',
    'RUN apt-get install -y $A',
    'RUN cd /x',
    'RUN a | b',
  ],
  ...[
    'RUN apt-get update',
    'RUN pip install x',
    'ENV PIP_NO_CACHE_DIR=1',
    'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
    'ONBUILD RUN curl a',
  ],
  ...[
    'ONBUILD RUN wget a',
    'ONBUILD COPY --from=c x y',
    'RUN curl a',
    'RUN wget -q a',
    'USER root',
    'USER $A',
    'WORKDIR x',
    'WORKDIR /x',
    'EXPOSE $A',
  ],
  ...[
    'CMD a',
    'CMD ["a"]',
    'HEALTHCHECK CMD a',
    'MAINTAINER me',
    'VOLUME $B',
    'RUN --mount=from=b,target=$A a',
    'RUN <<E',
    'E',
    'LABEL a=b',
    'RUN a \\',
    'NONE',
  ],
]

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('put', 'put', 'drop', 'copy', 'word'),
  at: fc.nat(1_000_000),
  from: fc.nat(1_000_000),
  text: fc.constantFrom(...lines),
})

function changed(text: string, { kind, at, from, text: line }: Change): string {
  const all = text.split('\n')
  const place = (part: number) => Math.floor((all.length * part) / 1_000_001)
  const offset = Math.floor((text.length * at) / 1_000_000)
  switch (kind) {
    case 'put':
      return all.toSpliced(place(at), 0, line).join('\n')
    case 'drop':
      return all.toSpliced(place(at), 1 + (from % 3)).join('\n')
    case 'copy':
      return all.toSpliced(place(at), 0, ...all.slice(place(from), place(from) + 4)).join('\n')
    case 'word':
      return `${text.slice(0, offset)}${line.slice(0, 1) || 'x'}${text.slice(offset + (from % 2))}`
  }
}

const steps = fc.array(
  fc.record({
    change,
    settings: fc.constantFrom<RuleSettings>(defaults, everything),
    around: fc.oneof(fc.constant(-1), fc.nat(samples.length - 1)),
  }),
  { minLength: 1, maxLength: 12 },
)

test('what rules say apart of every part is what they say of the whole', () => {
  const apart = dockerfileRules.filter((rule) => rule.apart)
  const on = Object.fromEntries(apart.map(({ id }) => [id, 'warning' as const]))
  const alike = ({ text, around }: Sample) => {
    const doc = readDocument(text, { around })
    const whole = shown(doc, withoutSilenced(doc, checkDocument(doc, { ...allOff, ...on }), dockerfileRules))
    assert.deepEqual(found(dockerfile.read(text, undefined, around), { ...allOff, ...on }), inOrder(whole), JSON.stringify(text))
  }
  for (const sample of samples) alike(sample)
  fc.assert(fc.property(several, alike), { numRuns: 300 })
})

const allOff: RuleSettings = Object.fromEntries(dockerfileRules.map(({ id }) => [id, 'off' as const]))

test('what rules do not read does not change what they say', () => {
  const reading = dockerfileRules.filter((rule) => rule.reads !== undefined)
  for (const { text, around } of samples.filter((_, index) => index % 5 === 0)) {
    const doc = readDocument(text, { around })
    const replaced = doc.instructions.filter(({ keyword, startLine, endLine }) => keyword !== 'FROM' && startLine === endLine).slice(0, 6)
    for (const { keyword, span: where, name } of replaced) {
      const other = readDocument(`${text.slice(0, where.start)}${name.text} zz=\${zz}${text.slice(where.end)}`, { around })
      if (other.tree.errors.length !== doc.tree.errors.length) continue
      const messages = (one: typeof doc, rule: (typeof reading)[number]) =>
        [...rule.check({ ...one, said: silentBuild })].map(({ message }) => message)
      for (const rule of reading.filter(({ reads }) => !reads?.includes(keyword)))
        assert.deepEqual(messages(other, rule), messages(doc, rule), `${rule.id}, ${keyword}: ${JSON.stringify(text)}`)
    }
  }
})

test('what is found after edits is what is found at once, whatever else changes between', () => {
  fc.assert(
    fc.property(several, steps, ({ text, around }, edits) => staysRight(text, around, edits, changed)),
    { numRuns: 120 },
  )
})

/** Stages that nothing is said about only because of what stands elsewhere, and what stands there. */
const hangingTogether = [
  ...[
    'FROM debian:12 AS base',
    'FROM base AS next',
    'FROM base',
    'FROM next',
    'FROM debian:12',
    'FROM scratch AS base',
    'FROM debian:12 AS Base',
  ],
  ...[
    'ENV A=a=1',
    'ENV A=a',
    'ENV A=/a',
    'ARG A',
    'ARG A=1000',
    'ENV PIP_NO_CACHE_DIR=1',
    'WORKDIR /a',
    'SHELL ["/bin/bash", "-o", "pipefail"]',
  ],
  ...[
    'RUN apt-get install -y --no-install-recommends $A',
    'RUN yum install -y a-1',
    'RUN pip install a==1',
    'WORKDIR $A',
    'EXPOSE ${A:-80}',
  ],
  ...[
    'RUN --mount=type=tmpfs,target=../$A a',
    'COPY a b',
    'COPY --from=base a /b',
    'COPY --from=1 a /b',
    'CMD a',
    'USER $A',
    'ENV B=$A B2=$B',
  ],
  ...[
    'ONBUILD RUN curl a',
    'ONBUILD RUN wget -q a',
    'RUN curl a',
    'RUN wget -q a',
    'ONBUILD CMD ["a"]',
    'ONBUILD COPY --from=next a /b',
    'LABEL a=b',
  ],
  ...[
    '# hadolint ignore=DL3032,DL3008',
    '# hadolint stage ignore=DL4006,DL3022',
    '# hadolint global ignore=DL3045,DL3066',
    '# hadolint ignore=DL1',
  ],
  ...[
    '# check=skip=all',
    '# check=experimental=all',
    '# check=error=true',
    '# escape=`',
    '# A thing',
    '#',
    '',
    'RUN a | b',
    'RUN a \\',
    'HEALTHCHECK NONE',
  ],
]
const row = fc.constantFrom(...hangingTogether)
const top = fc.constantFrom(
  '# check=skip=UndefinedVar',
  '# syntax=a',
  '# escape=`',
  'ARG A=1',
  '',
  'FROM debian:12 AS base',
  '# check=experimental=all',
)

test('what stages say stays right while what they hang on changes', () => {
  const rows = fc.array(row, { minLength: 3, maxLength: 14 })
  fc.assert(
    fc.property(top, rows, rowSteps, (first, rest, edits) => staysRight([first, ...rest].join('\n'), {}, edits, withOtherRow)),
    { numRuns: 700 },
  )
})

const rowSteps = fc.array(
  fc.record({
    change: fc.record({ at: fc.nat(1_000_000), drop: fc.constantFrom(0, 1, 1), put: fc.array(row, { maxLength: 1 }) }),
    settings: fc.constantFrom<RuleSettings>(defaults, everything, everything),
    around: fc.constant(-1),
  }),
  { minLength: 1, maxLength: 8 },
)

function withOtherRow(
  text: string,
  { at, drop, put }: { readonly at: number; readonly drop: number; readonly put: readonly string[] },
): string {
  const rows = text.split('\n')
  return rows.toSpliced(Math.floor((rows.length * at) / 1_000_000), drop, ...put).join('\n')
}

interface Step<T> {
  readonly change: T
  readonly settings: RuleSettings
  /** The sample whose surroundings come in place of those before; most stay. */
  readonly around: number
}

function staysRight<T>(first: string, beside: Surroundings, edits: readonly Step<T>[], edited: (text: string, change: T) => string): void {
  let [text, around] = [first, beside]
  let reading = dockerfile.read(text, undefined, around)
  found(reading, edits[0]?.settings ?? defaults)
  for (const { change, settings, around: other } of edits) {
    text = edited(text, change)
    if (other >= 0 && other % 5 === 0) around = samples[other]?.around ?? {}
    reading = dockerfile.read(text, reading, around)
    assert.deepEqual(found(reading, settings), found(dockerfile.read(text, undefined, around), settings), JSON.stringify(text))
  }
}

const install = 'RUN apt-get install -y --no-install-recommends $A && rm -rf /var/lib/apt/lists/*'

/** What is silent, what it becomes somewhere else, and the rule that then has something to say. */
const elsewhere: readonly (readonly [before: string, after: string, code: string])[] = [
  [`FROM debian:12 AS base\nENV A=a=1\nFROM base\n${install}`, `FROM debian:12 AS base\nENV A=a\nFROM base\n${install}`, 'DL3008'],
  [`ARG A=a=1\nFROM debian:12\nARG A\n${install}`, `ARG A=a\nFROM debian:12\nARG A\n${install}`, 'DL3008'],
  [
    `FROM debian:12 AS a\nENV A=a=1\nFROM a AS b\nFROM b\n${install}`,
    `FROM debian:12 AS a\nENV A=a\nFROM a AS b\nFROM b\n${install}`,
    'DL3008',
  ],
  ['FROM debian:12 AS a\nFROM debian:12\nCOPY --from=a b /c', 'FROM debian:12 AS b\nFROM debian:12\nCOPY --from=a b /c', 'DL3022'],
  ['FROM a:1 AS b\nRUN yum install -y a-1\nFROM a:2', 'FROM a:1 AS b\nRUN yum install -y a-1\nFROM b', 'DL3032'],
  ['FROM a:1\nONBUILD RUN curl a\nFROM a:2\n', 'FROM a:1\nONBUILD RUN curl a\nFROM a:2\nONBUILD RUN wget -q a\n', 'DL4001'],
  ['FROM a:1\n# hadolint ignore=DL3007\n', 'FROM a:1\n# hadolint ignore=DL1\n', 'hadolint-pragma'],
  ['FROM a:1\nARG B=/c\nFROM a:2\nWORKDIR /c\n', 'FROM a:1\nARG B=/c\nFROM a:2\nWORKDIR $B\n', 'UndefinedVar'],
  ['FROM a:1 AS b\nWORKDIR /a\nFROM b\nCOPY a b', 'FROM a:1 AS b\nLABEL a=b\nFROM b\nCOPY a b', 'DL3045'],
  ['FROM a:1 AS b\nENV B=80\nFROM b\nEXPOSE ${B:-1}', 'FROM a:1 AS b\nENV B=99999\nFROM b\nEXPOSE ${B:-1}', 'exposed-port'],
  ['FROM a:1 AS b\nENV B=x\nFROM b\nLABEL a=$B', 'FROM a:1 AS b\nENV C=x\nFROM b\nLABEL a=$B', 'UndefinedVar'],
  ['FROM a:1 AS b\nCOPY --from=c:1 /a /b\nFROM a:1 AS c\n', 'FROM a:1 AS b\nCOPY --from=c /a /b\nFROM a:1 AS c\n', 'copy-from'],
  ['FROM a:1\nUSER 1\nLABEL a=b\nFROM scratch\n', 'FROM a:1\nRUN cd /c\nLABEL a=b\nFROM scratch\n', 'DL3003'],
  [`FROM debian:12\nENV A=a=1\n${install}\nFROM scratch\n`, `FROM debian:12\nENV A=a\n${install}\nFROM scratch\n`, 'DL3008'],
  ['FROM a:1\nENV A=80\nEXPOSE ${A:-1}\nFROM scratch\n', 'FROM a:1\nENV A=99999\nEXPOSE ${A:-1}\nFROM scratch\n', 'exposed-port'],
  ['FROM a:1\nENV A=80\nLABEL a=$A\nFROM scratch\n', 'FROM a:1\nLABEL a=$A\nFROM scratch\n', 'UndefinedVar'],
  ['FROM a:1\nUSER 1\nLABEL a=b\nEXPOSE 80\nFROM scratch\n', 'FROM a:1\nUSER $A\nLABEL a=b\nEXPOSE 80\nFROM scratch\n', 'UndefinedVar'],
  ['FROM a:1 AS b\nLABEL a=b\nFROM b\n', 'FROM a:1 AS b\nONBUILD EXPOSE 99999\nFROM b\n', 'exposed-port'],
  ['FROM a:1 AS b\nLABEL a=b\nFROM scratch\n', 'FROM a:1 AS b\nCOPY --from=A:B a /b\nFROM scratch\n', 'base-image'],
  ['FROM a:1 AS b\nLABEL a=b\nFROM scratch\n', 'FROM a:1 AS b\nCOPY --from=0 a /b\nFROM scratch\n', 'circular-stages'],
  ['FROM a:1 AS b\nLABEL a=b\nFROM scratch\n', 'FROM a:1 AS b\nRUN a \\\n\n  b\nFROM scratch\n', 'NoEmptyContinuation'],
  ['FROM $TARGETSTAGE\nENV A=80\nFROM a:1 AS b\n', 'FROM $TARGETSTAGE\nENV A=80\nLABEL a=$B\nFROM a:1 AS b\n', 'UndefinedVar'],
  ['FROM a:1 AS b\nRUN a\nFROM a:2\nRUN b', 'FROM a:1 AS b\nrun a\nFROM a:2\nRUN b', 'ConsistentInstructionCasing'],
]

for (const [before, after, code] of elsewhere) {
  test(`${code} is heard of when something else becomes ${JSON.stringify(after)}`, () => {
    const codes = (reading: Reading) => reading.check(defaults).map((finding) => finding.code)
    const first = dockerfile.read(before)
    assert.equal(codes(first).includes(code), false)
    const second = dockerfile.read(after, first)
    assert.equal(codes(second).includes(code), true)
    assert.deepEqual(found(dockerfile.read(before, second), defaults), found(first, defaults))
  })
}

test('another configuration beside the same text is heard of', () => {
  const text = 'FROM a:1\nLABEL b=c\nFROM scratch\nLABEL b=c\n'
  const first = dockerfile.read(text, undefined, { hadolint: '' })
  assert.deepEqual(first.check(defaults), [])
  const second = dockerfile.read(text, first, { hadolint: 'trustedRegistries: [x]' })
  assert.deepEqual(new Set(second.check(defaults).map(({ code }) => code)), new Set(['DL3026']))
  assert.deepEqual(dockerfile.read(text, second, { hadolint: '' }).check(defaults), [])
})

test('what became wrong in a version that nobody asked about is heard of in the next', () => {
  const first = dockerfile.read('FROM a:1\nLABEL a=b\nLABEL a=b\nFROM a:2\nLABEL a=b\nLABEL a=b\n')
  assert.deepEqual(first.check(defaults), [])
  const unseen = dockerfile.read('FROM a:1\nLABEL a=$b\nLABEL a=b\nFROM a:2\nLABEL a=b\nLABEL a=b\n', first)
  const second = dockerfile.read('FROM a:1\nLABEL a=$b\nLABEL a=b\nFROM a:2\nLABEL a=c\nLABEL a=b\n', unseen)
  assert.deepEqual(
    second.check(defaults).map(({ code }) => code),
    ['UndefinedVar'],
  )
})

test('what is found in a stage is the same list while the stage is the same, wherever it stands', () => {
  const before = 'FROM a:1 AS b\nRUN cd /c\nRUN sudo d\nFROM a:2 AS c\nRUN cd /c\nRUN sudo e\n'
  const parts = (reading: Reading) => reading.checkParts?.(defaults) ?? []
  const first = dockerfile.read(before)
  const second = dockerfile.read(before.replace('sudo d', 'sudo d e'), first)
  const [was, is] = [parts(first), parts(second)]
  assert.deepEqual(
    is.map(({ findings }, index) => findings === was[index]?.findings && findings.length > 0),
    [false, false, true, false],
  )
  assert.equal((is[2]?.start ?? 0) - (was[2]?.start ?? 0), 2)
})

test('what is found behind a replaced instruction moves with it, what is found before stays', () => {
  const text = (label: string) => `FROM a:1\nRUN cd /c\nLABEL a=${label}\nRUN sudo d\nFROM scratch\nLABEL a=b\n`
  const first = dockerfile.read(text('b'))
  found(first, defaults)
  const second = dockerfile.read(text('bcd'), first)
  assert.deepEqual(found(second, defaults), found(dockerfile.read(text('bcd')), defaults))
  assert.deepEqual(
    second.check(defaults).map(({ code, span }) => `${code} ${second.text.slice(span.start, span.end)}`),
    ['DL3003 cd', 'DL3004 sudo'],
  )
})

test('a pragma above a replaced instruction silences what stands behind', () => {
  const text = (comment: string) => `FROM a:1\nRUN sudo c\n${comment}\nLABEL a=b\nRUN sudo d\nFROM scratch\nLABEL a=b\n`
  let reading = dockerfile.read(text('# a'))
  for (const comment of ['# b', '# hadolint stage ignore=DL3004', '# c', '# hadolint global ignore=DL3004', '# d']) {
    found(reading, defaults)
    reading = dockerfile.read(text(comment), reading)
    assert.deepEqual(found(reading, defaults), found(dockerfile.read(text(comment)), defaults))
  }
})

test('what a directive no longer silences is heard of in every stage', () => {
  const text = (check: string) => `# check=skip=${check}\nFROM a:1\nFROM a:2\n# of something\nARG A\nLABEL a=b\n`
  const first = dockerfile.read(text('InvalidDefinitionDescription'))
  found(first, everything)
  const second = dockerfile.read(text('UndefinedVar'), first)
  assert.deepEqual(found(second, everything), found(dockerfile.read(text('UndefinedVar')), everything))
  assert.ok(second.check(everything).some(({ code }) => code === 'InvalidDefinitionDescription'))
})

test('another list of ignored files beside the same text is heard of', () => {
  const text = 'FROM a:1\nCOPY b /c\nFROM scratch\nCOPY d /e\nLABEL b=c\n'
  const first = dockerfile.read(text, undefined, { dockerignore: '' })
  assert.deepEqual(first.check(defaults), [])
  const second = dockerfile.read(text, first, { dockerignore: 'b' })
  assert.deepEqual(
    second.check(defaults).map(({ code }) => code),
    ['CopyIgnoredFile'],
  )
})

test('what is found after a hundred edits, some of them unseen, is what is found at once', () => {
  const text = written.map((one) => one.text).join('\n')
  let reading = dockerfile.read(text)
  for (let round = 0; round < 150; round++) {
    const place = Math.floor((reading.text.length * ((round * 37) % 150)) / 150)
    const next = round % 2 === 0 ? `${reading.text.slice(0, place)}x${reading.text.slice(place)}` : reading.text.replace(/x(?=[^x]*$)/, '')
    reading = dockerfile.read(next, reading)
    if (round % 3 > 0) assert.deepEqual(found(reading, defaults), found(dockerfile.read(next), defaults))
  }
})

function found(reading: Reading, settings: RuleSettings): object {
  const throwIt = (rule: string, error: unknown) => {
    throw new Error(`${rule} threw`, { cause: error })
  }
  const findings = inOrder(reading.check(settings, throwIt))
  const parts = reading.checkParts?.(settings, throwIt) ?? []
  assert.deepEqual(inOrder(parts.flatMap(({ start, findings: some }) => shifted(some, start))), findings)
  return findings
}

function inOrder(findings: readonly Finding[]): readonly object[] {
  return inOrderOnce(findings).map(({ stands: _, ...finding }) => ({ ...finding, fixes: fixesOf(finding) }))
}
