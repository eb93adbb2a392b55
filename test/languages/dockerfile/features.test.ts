import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameAt } from '../../../server/src/features/navigate.ts'
import { dockerfile } from '../../../server/src/languages/dockerfile/index.ts'
import { apply } from '../../../server/src/text/edit.ts'
import { labels, withCursor } from '../../support/accept.ts'

/** The Markdown shown at the cursor. */
function hover(drawn: string): string {
  const { text, offset } = withCursor(drawn)
  return dockerfile.read(text).hover(offset)?.markdown ?? ''
}

/** The text with every place of the name under the cursor in brackets. */
function occurrences(drawn: string): string {
  const { text, offset } = withCursor(drawn)
  const found = nameAt(dockerfile.read(text), offset)
  const spans = [...(found?.name.definitions ?? []), ...(found?.name.references ?? [])]
  return apply(
    text,
    spans.map((span) => ({ span, text: `[${text.slice(span.start, span.end)}]` })),
  )
}

function format(text: string): string {
  return apply(text, dockerfile.read(text).format?.({ tabSize: 4, insertSpaces: true }) ?? [])
}

/** Kind and text of every token. */
function tokens(text: string): readonly string[] {
  return (dockerfile.read(text).tokens?.() ?? []).map(({ kind, span }) => `${kind} ${text.slice(span.start, span.end)}`)
}

test('a stage is known where it is named', () => {
  assert.equal(
    occurrences(
      'FROM golang AS bu<|>ild\nFROM build AS test\nFROM alpine\nCOPY --from=build /a /b\nRUN --mount=type=bind,from=Build,target=/x true',
    ),
    'FROM golang AS [build]\nFROM [build] AS test\nFROM alpine\nCOPY --from=[build] /a /b\nRUN --mount=type=bind,from=[Build],target=/x true',
  )
  assert.equal(occurrences('FROM a AS x\nFROM b\nCOPY --from=<|>0 /a /b'), 'FROM a AS x\nFROM b\nCOPY --from=0 /a /b')
})

test('a variable is one with the global ARG that a stage takes in, and with that of the stage it builds on', () => {
  assert.equal(
    occurrences('ARG V=1\nFROM alpine:${V<|>} AS base\nARG V\nENV W=$V\nFROM base\nRUN echo "$V" \'$V\' $W\nFROM other\nRUN echo $V'),
    'ARG [V]=1\nFROM alpine:${[V]} AS base\nARG [V]\nENV W=$[V]\nFROM base\nRUN echo "$[V]" \'$V\' $W\nFROM other\nRUN echo $V',
  )
})

test('new names that cannot be are refused with the reason', () => {
  const [stage, other] = dockerfile.read('FROM a AS one\nFROM b AS two\nARG X').names()
  assert.equal(stage?.refuses('two'), 'stage 1 has this name')
  assert.match(stage?.refuses('Two!') ?? '', /lower case/)
  assert.equal(other?.refuses('scratch'), 'scratch is reserved')
})

test('hovering an instruction tells what it adds and how far the stage has come', () => {
  const text = hover('FROM node:22 AS base\nWORKDIR /srv\nENV PORT=80\nFROM base\nWORKDIR app\nUSER 1000\nR<|>UN npm ci')
  for (const part of [
    'Adds to the image: a layer',
    'base: `node:22`',
    'user: `1000`',
    'working directory: `/srv/app`',
    'variables: `PORT=80`',
  ]) {
    assert.ok(text.includes(part), `${part} in ${text}`)
  }
})

test('hovering a variable tells its value at this line', () => {
  assert.match(hover('FROM a\nENV A=1\nENV A=2 B=$A\nRUN echo $<|>A'), /Value here: `2`[\s\S]*line 3/)
  assert.match(hover('FROM a\nENV A=1\nENV A=2 B=$A\nRUN echo ${<|>B}'), /Value here: `1`/)
  assert.match(hover('ARG V=22\nFROM node:${V<|>}'), /Value here: `22`, unless `--build-arg`/)
  assert.match(hover('ARG V=22\nFROM node\nRUN echo $<|>V'), /Nothing in this file sets it here/)
  assert.match(hover('FROM a\nRUN echo $TARGET<|>ARCH'), /in a stage after `ARG TARGETARCH`/)
})

test('hovering flags, mounts, directives, stages, labels and signals', () => {
  assert.match(hover('FROM a\nCOPY --li<|>nk a b'), /does not depend on the layers below/)
  assert.match(hover('FROM a\nRUN --network=no<|>ne true'), /^`none`: No network/)
  assert.match(hover('FROM a\nRUN --mount=type=cache,tar<|>get=/x true'), /^`target`[\s\S]*Also written `dst`/)
  assert.match(hover('FROM a\nRUN --mount=type=cac<|>he,target=/x true'), /stays from build to build/)
  assert.match(hover('# syn<|>tax=docker/dockerfile:1\nFROM a'), /frontend/)
  assert.match(hover('FROM golang AS build\nUSER 5\nFROM a\nCOPY --from=bu<|>ild /a /b'), /Stage 0, `build`, line 1[\s\S]*user: `5`/)
  assert.match(hover('FROM a\nLABEL org.opencontainers.image.sou<|>rce=x'), /source code/)
  assert.match(hover('FROM a\nSTOPSIGNAL SIG<|>QUIT'), /nginx/)
  assert.match(hover('ARG V=3\nFROM alpi<|>ne:$V'), /alpine:3/)
})

test('the outline has the stages with their instructions', () => {
  const outline = dockerfile.read('ARG V\nFROM a AS build\nRUN x\nFROM b\nCOPY <<E /x\n1\nE\n').outline()
  assert.deepEqual(
    outline.map(({ name, detail, children }) => [name, detail, children.map((child) => child.name)]),
    [
      ['ARG', 'V', []],
      ['build', 'a', ['RUN']],
      ['b', undefined, ['COPY']],
    ],
  )
})

test('formatting keeps indentation made by hand, quotes, heredocs and joined words', () => {
  const given =
    '  from alpine\nRUN   apk add \\  \nfoo \\\n      bar \\\n# why\nbaz\nRUN echo "a \\\nb" \\\n  c\nRUN foo\\\nbar\nCOPY <<E /x\n  y\nE\nonbuild run true\n'
  const wanted =
    'FROM alpine\nRUN apk add \\\n    foo \\\n      bar \\\n# why\n    baz\nRUN echo "a \\\nb" \\\n  c\nRUN foo\\\nbar\nCOPY <<E /x\n  y\nE\nONBUILD RUN true\n'
  assert.equal(format(given), wanted)
  assert.equal(format(wanted), wanted)
  assert.equal(format('from a\nrun x\n'), 'from a\nrun x\n')
})

test('tokens tell keywords, flags, stages and variables', () => {
  assert.deepEqual(tokens('FROM golang as build\n# c\nENV A=1\nCOPY --from=build $A "x"\nRUN <<E\n$A\nE\n'), [
    'keyword FROM',
    'image golang',
    'keyword as',
    'stage build',
    'comment # c',
    'keyword ENV',
    'variable A',
    'keyword COPY',
    'flag --from',
    'stage build',
    'variable A',
    'keyword RUN',
    'operator <<E',
    'variable A',
    'operator E',
  ])
})

test('images lead to the page of their registry, stages and variables nowhere', () => {
  const links = dockerfile
    .read('FROM node:22 AS build\nFROM build\nFROM $X\nFROM public.ecr.aws/nginx/nginx\nCOPY --from=busybox /a /b')
    .links()
  assert.deepEqual(
    links.map(({ target }) => target),
    ['https://hub.docker.com/_/node', 'https://gallery.ecr.aws/nginx/nginx', 'https://hub.docker.com/_/busybox'],
  )
})

test('selections grow from the word to the file, each in the next', () => {
  const text = 'FROM a\nRUN --network=none make all\n'
  const spans = dockerfile.read(text).selections(text.indexOf('one'))
  const picked = spans.map(({ start, end }) => text.slice(start, end))
  assert.deepEqual(picked.slice(0, 3), ['none', '--network=none', 'RUN --network=none make all'])
})

/** The text after silencing a code at a line, by the title of the action. */
function suppressed(text: string, codes: readonly string[], line: string, title: string): string {
  const start = text.indexOf(line)
  const span = { start, end: start + line.length }
  const stands = codes.map((code) => ({ code, at: span }))
  const finding = { code: codes[0] ?? '', severity: 'warning', message: '', span, stands } as const
  const fix = dockerfile
    .read(text)
    .suppress?.(finding)
    .find((one) => one.title === title)
  assert.ok(fix, title)
  return apply(text, fix.edits)
}

test('a finding is silenced by the pragma of each tool that knows it, joined with one that stands there', () => {
  const text = '# syntax=docker/dockerfile:1\nFROM a\n  RUN x\n'
  const here = suppressed(text, ['DL3008'], 'RUN x', 'Ignore DL3008 here (hadolint)')
  assert.equal(here, '# syntax=docker/dockerfile:1\nFROM a\n  # hadolint ignore=DL3008\n  RUN x\n')
  assert.equal(suppressed(here, ['DL3015'], 'RUN x', 'Ignore DL3015 here (hadolint)'), here.replace('DL3008', 'DL3008,DL3015'))
  const both = suppressed(here, ['WorkdirRelativePath', 'DL3000'], 'RUN x', 'Skip WorkdirRelativePath here (build check)')
  assert.equal(both, here.replace('  # hadolint', '  # check=skip=WorkdirRelativePath\n  # hadolint'))
  const file = suppressed(text, ['UndefinedVar'], 'RUN x', 'Skip UndefinedVar in this file (build check)')
  assert.equal(file, text.replace('FROM', '# check=skip=UndefinedVar\nFROM'))
  assert.equal(
    suppressed('# check=error=true\nFROM a\n', ['StageNameCasing'], 'FROM a', 'Skip StageNameCasing in this file (build check)'),
    '# check=skip=StageNameCasing;error=true\nFROM a\n',
  )
  assert.equal(
    suppressed(text, ['DL3059'], 'RUN x', 'Ignore DL3059 in this file (hadolint)'),
    text.replace('FROM', '# hadolint global ignore=DL3059\nFROM'),
  )
})

test('what the build refuses cannot be silenced', () => {
  const reading = dockerfile.read('FROM a\nENV A=1 B\n')
  const [finding] = reading.check({})
  assert.equal(finding?.severity, 'error')
  assert.deepEqual(finding && reading.suppress?.(finding), [])
})

test('beside another Dockerfile server only what that one lacks is left', () => {
  const beside = (text: string) => dockerfile.beside?.(dockerfile.read(text)) ?? dockerfile.read(text)
  assert.deepEqual(labels(beside, 'FROM a\n<|>'), [])
  assert.deepEqual(labels(beside, 'FROM a\nCOPY --<|>'), ['--chmod', '--link', '--parents', '--exclude'])
  assert.ok(labels(beside, 'FROM a\nRUN --mount=type=cache,<|>').includes('target'))
  const text = 'FROM golang AS build\nENV A=1\nRUN --mount=type=cache,target=$A true\nMAINTAINER me\nENV X\n'
  const reading = beside(text)
  assert.deepEqual(
    [reading.outline(), reading.names(), reading.folds(), reading.links(), reading.tokens, reading.format],
    [[], [], [], [], undefined, undefined],
  )
  assert.equal(reading.hover(text.indexOf('RUN') + 1), undefined)
  assert.equal(reading.hover(text.indexOf('$A') + 1), undefined)
  assert.match(reading.hover(text.indexOf('cache'))?.markdown ?? '', /stays from build to build/)
  assert.deepEqual(
    reading.check({}).filter(({ severity }) => severity === 'error'),
    [],
  )
})
