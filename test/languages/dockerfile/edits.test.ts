import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { diagnose } from '../../../server/src/features/diagnose.ts'
import { dockerfile } from '../../../server/src/languages/dockerfile/index.ts'
import type { Reading } from '../../../server/src/languages/language.ts'
import { type DockerfileTree, type Instruction, readDockerfile } from '../../../server/src/syntax/dockerfile.ts'
import { fixesOf } from '../../../server/src/text/finding.ts'
import { ndjson } from '../../conformance/files.ts'

const fixtures = new URL('../../fixtures/dockerfile/', import.meta.url)
const written = readdirSync(fixtures).map((name) => readFileSync(new URL(name, fixtures), 'utf8'))
const recorded = [...ndjson(fileURLToPath(new URL('../../conformance/dockerfile/', import.meta.url)))].flatMap((line) =>
  line !== null && typeof line === 'object' && 'dockerfile' in line && typeof line.dockerfile === 'string' ? [line.dockerfile] : [],
)

/** What an edit writes: mostly what decides where an instruction begins, ends and what it means. */
const pieces = [
  ...[
    '',
    ' ',
    'x',
    '$',
    '"',
    '\\',
    '`',
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    ' \\\n',
    ' `\n',
    '#',
    '# note\n',
    '#\n',
    '\n# check=skip=all\n',
    '\ufeff',
    '#!/x\n',
  ],
  ...['FROM a\n', 'FROM a AS b\n', 'RUN x\n', 'RUN <<E\n', 'E\n', '\nE\n', 'ONBUILD ', 'ARG A=1\n', 'ENV A=1 B\n', 'CMD ["a"]\n', 'NONE\n'],
  ...[
    '# escape=`\n',
    '# escape=\\\n',
    '# escape=x\n',
    '# syntax=a\n',
    '# check=error=true\n',
    '# hadolint ignore=DL3006\n',
    'COPY --from=b x y\n',
  ],
]

interface Change {
  /** Where in the text, and how much of it goes: parts of the whole in millionths, and characters. */
  readonly at: number
  readonly drop: number
  readonly text: string
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(1_000_000),
  drop: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(80)),
  text: fc.constantFrom(...pieces),
})
const changes = fc.array(change, { minLength: 1, maxLength: 8 })

function changed(text: string, { at, drop, text: put }: Change): string {
  const start = Math.floor((text.length * at) / 1_000_000)
  return text.slice(0, start) + put + text.slice(start + drop)
}

test('a text is read after edits as it is read at once', () => {
  const texts = [...written, ...recorded, '', 'FROM a', 'RUN a \\\n', '# escape=`\nFROM a\n']
  fc.assert(
    fc.property(fc.nat(texts.length - 1), changes, (index, edits) => {
      let text = texts[index] ?? ''
      let tree = readDockerfile(text)
      for (const edit of edits) {
        text = changed(text, edit)
        tree = readDockerfile(text, tree)
        assert.deepEqual(plainTree(tree), plainTree(readDockerfile(text)), JSON.stringify(text))
      }
    }),
    { numRuns: 1500 },
  )
})

test('whatever is asked after edits is answered as if the text had been read at once', () => {
  const texts = [...written, ...recorded]
  fc.assert(
    fc.property(fc.nat(texts.length - 1), changes, (index, edits) => {
      let text = texts[index] ?? ''
      let reading = dockerfile.read(text)
      reading.check(everything)
      for (const edit of edits) {
        text = changed(text, edit)
        reading = dockerfile.read(text, reading)
        const middle = Math.floor((text.length * edit.at) / 1_000_000)
        const after = answers(reading, middle)
        assert.deepEqual(after, answers(dockerfile.read(text), middle), JSON.stringify(text))
      }
    }),
    { numRuns: 250 },
  )
})

test('what is added at the end may belong to the last instruction', () => {
  for (const last of ['RUN a \\\n', 'RUN a \\\n# note\n', 'RUN a \\\n\n', 'RUN <<E\n', 'RUN <<E\nE', 'RUN a', 'RUN a\n', '# note\n'])
    for (const added of ['b\n', '\n', '\r\n', 'E\n', '# note\n', 'RUN x']) {
      const text = `FROM a\n${last}`
      const tree = readDockerfile(text + added, readDockerfile(text))
      assert.deepEqual(plainTree(tree), plainTree(readDockerfile(text + added)), JSON.stringify(text + added))
      const back = readDockerfile(text, readDockerfile(text + added))
      assert.deepEqual(plainTree(back), plainTree(readDockerfile(text)), JSON.stringify(text))
    }
})

test('two edits at both ends of a long file, a hundred times, leave what a single reading finds', () => {
  const [file = ''] = written
  let text = file
  let tree = readDockerfile(text)
  for (let round = 0; round < 100; round++) {
    text = round % 2 === 0 ? `${text}RUN echo ${round}\n` : text.replace('FROM', round % 4 === 1 ? '\nFROM' : '# new\nFROM')
    tree = readDockerfile(text, tree)
    assert.ok(tree.age <= 64, 'parts of older texts are let go of')
  }
  assert.deepEqual(plainTree(tree), plainTree(readDockerfile(text)))
})

test('what stands before an edit is the same as before, not only equal', () => {
  const before = readDockerfile('FROM a\nRUN b\nRUN c\nRUN d\n')
  const after = readDockerfile('FROM a\nRUN b\nRUN cc\nRUN d\n', before)
  assert.deepEqual(
    after.instructions.map((one, index) => one === before.instructions[index]),
    [true, true, false, false],
  )
  assert.equal(after.instructions[3]?.original, after.instructions[3]?.original)
})

const everything = Object.fromEntries(dockerfile.rules.map(({ id }) => [id, 'warning' as const]))

function answers(reading: Reading, offset: number): object {
  const found = diagnose(reading, everything, (rule, error) => {
    throw new Error(`${rule} threw`, { cause: error })
  })
  return {
    found: found.map((finding) => ({ ...finding, fixes: fixesOf(finding) })),
    tokens: reading.tokens?.(),
    outline: reading.outline(),
    names: reading.names().map(({ kind, name, definitions, references }) => ({ kind, name, definitions, references })),
    folds: reading.folds(),
    links: reading.links(),
    selections: reading.selections(offset),
    hover: reading.hover(offset),
    complete: reading.complete(offset).map(({ label, edit, rank }) => ({ label, edit, rank })),
    format: reading.format?.({ tabSize: 4, insertSpaces: true }),
  }
}

/** Everything a tree says, but for how it came to be. */
function plainTree({ instructions, age: _, kept: __, ...rest }: DockerfileTree): object {
  return { ...rest, instructions: instructions.map(plain) }
}

function plain(one: Instruction): object {
  const { name, keyword, span, startLine, endLine, original, flags, rest, args, pairs, json, heredocs } = one
  const { comments, emptyContinuation, broken, onbuild } = one
  const places = Array.from(original.text, (_, index) => original.span(index, index + 1))
  return {
    ...{ name, keyword, span, startLine, endLine, flags, rest, args, pairs, json, heredocs, comments, emptyContinuation, broken },
    onbuild: onbuild && plain(onbuild),
    original: { text: original.text, places },
  }
}
