import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileOptions, isOptions } from '../../../server/src/languages/dockerfile/build/check-options.ts'
import { gitSource } from '../../../server/src/languages/dockerfile/build/git-source.ts'
import { readIgnoreList } from '../../../server/src/languages/dockerfile/build/ignore-list.ts'
import { buildOf } from '../../../server/src/languages/dockerfile/build/index.ts'
import { Layers } from '../../../server/src/languages/dockerfile/build/layers.ts'
import { readPlatform } from '../../../server/src/languages/dockerfile/build/platform.ts'
import { checksumProblem, imageProblem } from '../../../server/src/languages/dockerfile/build/reference.ts'
import { csvFields, isByteSize, isSignal, modeProblem, readDuration } from '../../../server/src/languages/dockerfile/build/values.ts'
import { type DockerfileOptions, readDocument } from '../../../server/src/languages/dockerfile/document.ts'
import { dockerfile } from '../../../server/src/languages/dockerfile/index.ts'
import type { Surroundings } from '../../../server/src/languages/language.ts'
import { checkDrawn } from '../../support/carets.ts'
import { cpuTime } from '../../support/cpu-time.ts'

/** Only what BuildKit says: no rule of hadolint. */
const buildkit = (text: string, around?: Surroundings) =>
  dockerfile
    .read(text, undefined, around)
    .check({}, (rule, error) => assert.fail(`${rule}: ${error}`))
    .filter(({ code }) => !/^DL/.test(code))
const draw = (drawn: string, around?: Surroundings) => checkDrawn(drawn, (text) => buildkit(text, around))
const build = (text: string, options?: DockerfileOptions) => buildOf(readDocument(text, options))
const refusals = (text: string) => build(text).refusals.map(({ step, code, lines }) => [step, code, lines && `${lines.start}-${lines.end}`])
const notes = (text: string, around: Surroundings = {}) =>
  build(text, { around, stopAtRefusal: true }).notes.flatMap(({ check, instruction, silenced }) =>
    silenced ? [] : [`${check} ${instruction.startLine}`],
  )

test('everything that is refused is said at once, each at its token', () =>
  draw(`FROM Alpine AS 1st
               ^^^ 1st cannot name a stage; a name begins with a letter and goes on with letters, digits and - _ .
FROM alpine:3.20 AS app
COPY --form=app a /b
       ^^^^ COPY has no flag --form; did you mean --from
EXPOSE 80/http
       ^^^^^^^ the protocol of a port is tcp, udp or sctp, not "http"
HEALTHCHECK --interval=1d --retries=x CMD ["true"]
                       ^^ "d" is no unit of time in 1d; there are ns, us, ms, s, m and h
RUN --mount=type=cache make
            ^^^^^^^^^^ the mount has no target; write target=PATH
STOPSIGNAL TREM
           ^^^^ "TREM" is not a signal; it is a name such as SIGTERM or a number such as 15
ADD --checksum=sha256:12 https://example.com/a /a
               ^^^^^^^^^ the digest has 2 digits; sha256 has 64
CMD ["a", 1]
    ^^^^^^^^ a JSON array of arguments holds strings only
`))

test('a step is only taken when the one before refused nothing, and lines are those of the instruction', () => {
  assert.deepEqual(refusals('FROM a\nENV A=1 B\n'), [['parse', 'dockerfile-syntax', '2-2']])
  assert.deepEqual(refusals('FROM a\nCOPY \\\n  a\n'), [['instructions', 'instruction-arguments', '2-3']])
  assert.deepEqual(refusals('# escape=x\nFROM a'), [['parse', 'dockerfile-syntax', undefined]])
  assert.deepEqual(refusals('# syntax=a\n# syntax=b\nFROM a'), [['parse', 'dockerfile-syntax', '1-1']])
  assert.deepEqual(refusals('FROM a\nCOPY --from=7 a b\n'), [['convert', 'copy-from', undefined]])
  assert.deepEqual(refusals('FROM a AS x\nRUN --mount=from=y,target=/y true\nFROM a AS y\nCOPY --from=x a b\n'), [
    ['convert', 'circular-stages', '2-4'],
  ])
  assert.deepEqual(refusals('ARG A=1\n'), [['convert', 'instruction-before-from', undefined]])
  assert.deepEqual(refusals(''), [['parse', 'dockerfile-syntax', undefined]])
})

test('what is found before a refusal stands, what would come behind it does not', () => {
  const text = 'FROM a AS One\nENV A $B\nSTOPSIGNAL x\nENV C $D\n'
  assert.deepEqual(notes(text), ['StageNameCasing 1', 'UndefinedVar 2', 'LegacyKeyValueFormat 2'])
})

test('what a value of the build or the base image may prevent is a warning', () => {
  const severities = (text: string) => buildkit(text).map(({ code, severity }) => `${code} ${severity}`)
  assert.deepEqual(severities('ARG TAG\nFROM alpine:$TAG\n'), ['base-image warning'])
  assert.deepEqual(severities('FROM $BASE\n'), ['base-image error', 'UndefinedArgInFrom warning'])
  assert.deepEqual(severities('FROM scratch\nARG SIGNAL\nSTOPSIGNAL $SIGNAL\n'), ['stop-signal warning'])
  assert.deepEqual(severities('FROM scratch\nRUN --mount=target=. make\n'), ['run-mount error'])
  assert.deepEqual(severities('FROM golang:1.23\nRUN --mount=target=. make\n'), ['run-mount warning'])
  assert.deepEqual(severities('FROM golang:1.23\nWORKDIR /\nRUN --mount=target=. make\n'), ['run-mount error'])
})

test('ONBUILD is checked where a stage builds on it', () => {
  assert.deepEqual(notes('FROM a AS base\nONBUILD CMD x\nONBUILD ENV K $V\nFROM base\n'), [
    'JSONArgsRecommended 4',
    'UndefinedVar 4',
    'LegacyKeyValueFormat 4',
  ])
  assert.deepEqual(notes('FROM a AS base\nONBUILD CMD x\nFROM a\n'), [])
  assert.deepEqual(refusals('FROM a AS base\nONBUILD EXPOSE 0x\nFROM base\n'), [['convert', 'exposed-port', '3-3']])
  assert.deepEqual(refusals('FROM a AS base\nONBUILD COPY x\nFROM base\n'), [['convert', 'onbuild-trigger', '3-3']])
})

test('variables are inherited through FROM, and known only behind their ARG or ENV', () => {
  assert.deepEqual(notes('ARG G=1\nFROM a AS x\nENV A=1\nARG B\nFROM x\nWORKDIR /$A$B$G$PATH\n'), ['UndefinedVar 6'])
  assert.deepEqual(notes('FROM a\nWORKDIR /${TARGETARCH:-x}\nARG TARGETARCH\nWORKDIR /$TARGETARCH\n'), ['UndefinedVar 2'])
  assert.deepEqual(notes('FROM a\nCOPY <<A <<"B" /x/\n$ONE\nA\n$TWO\nB\n'), ['UndefinedVar 2'])
})

test('checks are silenced where a directive or the right comment says so', () => {
  assert.deepEqual(notes('# check=skip=LegacyKeyValueFormat\nFROM a\nENV A 1\nMAINTAINER x\n'), ['MaintainerDeprecated 4'])
  assert.deepEqual(notes('FROM a\n# check=skip=LegacyKeyValueFormat\n# why\n\nENV A 1\nENV B 1\n'), ['LegacyKeyValueFormat 6'])
  assert.deepEqual(notes('FROM a\n# check=skip=all\n#\nENV A 1\n'), ['LegacyKeyValueFormat 4'])
  assert.deepEqual(notes('FROM a\nCMD ["a"]\n# check=skip=MultipleInstructionsDisallowed\nCMD ["b"]\n'), [])
  assert.deepEqual(notes('FROM a\n# check=skip=ConsistentInstructionCasing\nrun x\nRUN y\n'), ['ConsistentInstructionCasing 3'])
})

test('a directive can make findings end the build, and add experimental ones', () => {
  draw(`# check=error=true
FROM scratch
ENV A 1
    ^ A has a blank before its value; write ENV A=1
`)
  const severities = (text: string) => buildkit(text).map(({ code, severity }) => `${code} ${severity}`)
  assert.deepEqual(severities('# check=error=true\nFROM scratch\nENV A 1\n'), ['LegacyKeyValueFormat error'])
  assert.deepEqual(severities('# check=error=true\nFROM scratch\n# check=skip=LegacyKeyValueFormat\nENV A 1\n'), [])
  assert.deepEqual(severities('# check=experimental=all\nFROM scratch\n# about\nARG A\n'), ['InvalidDefinitionDescription warning'])
  assert.deepEqual(severities('FROM scratch\n# about\nARG A\n'), [])
})

test('what both tools report is said once, and a pragma of either silences it', () => {
  const codes = (text: string) =>
    dockerfile
      .read(text)
      .check({})
      .map(({ code }) => code)
  const ending = 'HEALTHCHECK NONE\nUSER 1\n'
  assert.deepEqual(codes(`FROM scratch\nMAINTAINER x\n${ending}`), ['MaintainerDeprecated'])
  assert.deepEqual(codes(`FROM scratch\n# hadolint ignore=DL4000\nMAINTAINER x\n${ending}`), [])
  assert.deepEqual(codes(`FROM scratch\n# check=skip=MaintainerDeprecated\nMAINTAINER x\n${ending}`), [])
  assert.deepEqual(codes(`FROM scratch\nONBUILD FROM x\n${ending}`), ['onbuild-trigger'])
})

test('options of check', () => {
  const options = (text: string) => {
    const read = fileOptions(readDocument(text).tree)
    return isOptions(read) ? [read.skip === 'all' ? 'all' : [...read.skip], read.error] : read.message
  }
  assert.deepEqual(options('# check=skip=A,B;error=T\nFROM a'), [['A', 'B'], true])
  assert.deepEqual(options('#check = skip=A, B\nFROM a'), [['A', ''], false])
  assert.deepEqual(options('#!/usr/bin/env x\n# check=skip=all\nFROM a'), ['all', false])
  assert.deepEqual(options(' # check=skip=A\nFROM a'), [[], false])
  assert.deepEqual(options('FROM a\n# check=skip=A\n'), [[], false])
  assert.match(String(options('# check=error=maybe\nFROM a')), /true or false, not "maybe"/)
})

test('.dockerignore is read as the builder reads it', () => {
  const ignored = (patterns: string, ...paths: readonly string[]) => {
    const list = readIgnoreList(patterns)
    assert.ok(list !== undefined && typeof list === 'object', String(list))
    return paths.filter((path) => list.ignores(path))
  }
  const paths = ['a', 'a/b', 'x/a', 'x/a.md', 'a.md', 'dist/a.js', 'b]c']
  assert.deepEqual(ignored('# c\n/a/\n', ...paths), ['a', 'a/b'])
  assert.deepEqual(ignored('*.md', ...paths), ['a.md'])
  assert.deepEqual(ignored('**/*.md\n', ...paths), ['x/a.md', 'a.md'])
  assert.deepEqual(ignored('**/a', ...paths), ['a', 'a/b', 'x/a'])
  assert.deepEqual(ignored('**\n!a\n', ...paths), ['x/a', 'x/a.md', 'a.md', 'dist/a.js', 'b]c'])
  assert.deepEqual(ignored('?/[a-b]*', ...paths), ['a/b', 'x/a', 'x/a.md'])
  assert.deepEqual(ignored('b]?', ...paths), ['b]c'])
  assert.deepEqual(ignored('dist/**', 'dist', ...paths), ['dist/a.js'])
  assert.deepEqual(ignored('[z-a]\na', ...paths), [], 'nothing is said behind a bracket that is no expression')
  assert.equal(readIgnoreList('\n# x\n'), undefined)
  assert.deepEqual(
    ['!', '[', '[]', '[a-', 'a\\', '[^]'].map((text) => typeof readIgnoreList(text)),
    Array(6).fill('string'),
  )
  assert.deepEqual(
    ['a\\[', '[!a]', '[\\]]'].map((text) => typeof readIgnoreList(text)),
    Array(3).fill('object'),
  )
})

test('files that the ignore list leaves out, and those that are nearly there', () => {
  draw(
    `FROM scratch
COPY dist sub/a.md http://x/y pakage.json other /x/
     ^^^^ .dockerignore leaves dist out, so the build does not find it
          ^^^^^^^^ .dockerignore leaves sub/a.md out, so the build does not find it
                   ^^^^^^^^^^ COPY downloads nothing; ADD does
`,
    { dockerignore: 'dist\n**/*.md' },
  )
  draw(
    `FROM scratch
COPY package.json pakage.json other src/ia.ts node_modules/x ../src . /x/
                  ^^^^^^^^^^^ pakage.json is not in the build context; did you mean package.json
                              ^^^^^ other is not in the build context
                                    ^^^^^^^^^ src/ia.ts is not in the build context; did you mean src/a.ts
COPY --from=x missing /
COPY $A *.x /x/
     ^^ A is not set here, so it is empty
`,
    { dockerignore: '', files: ['node_modules/', 'package.json', 'src/a.ts'] },
  )
  assert.deepEqual(buildkit('FROM scratch\nCOPY a b /x/\n', { files: ['c'] }), [], 'nothing fits: another folder is the context')
  assert.deepEqual(notes('FROM a\nCOPY . /\nADD / /\nCOPY x /\n', { dockerignore: '*' }), [
    'CopyIgnoredFile 2',
    'CopyIgnoredFile 3',
    'CopyIgnoredFile 4',
  ])
  assert.deepEqual(notes('FROM a\nCOPY x /\n', { dockerignore: 'x\n!x/y' }), [])
})

test('names of images', () => {
  const fine = [
    'a',
    'a/b:c',
    'localhost:5000/a:1',
    'A.B/c',
    'Host/x',
    '[::1]:5000/x',
    'a__b/c--d',
    '0',
    `a@sha256:${'0'.repeat(64)}`,
    'index.docker.io/a',
  ]
  const wrong = [
    '',
    'A',
    'a:',
    ':',
    'a//b',
    'a/B',
    '-a',
    'a..b',
    'a:b:c',
    'a@b',
    'a@sha256:00',
    `a@md5:${'0'.repeat(32)}`,
    'f'.repeat(64).replace(/f/g, 'a'),
    'a b',
  ]
  assert.deepEqual(
    fine.filter((name) => imageProblem(name) !== undefined),
    [],
  )
  assert.deepEqual(
    wrong.filter((name) => imageProblem(name) === undefined),
    [],
  )
  assert.equal(imageProblem('ghcr.io/Team/App:V1')?.instead, 'ghcr.io/team/app:V1')
})

test('platforms, checksums, addresses of repositories', () => {
  const platforms = ['linux', 'arm64', 'linux/amd64', 'linux/arm/v7', 'windows(10.0+x)/amd64', 'LINUX/X86_64']
  assert.deepEqual(
    platforms.filter((text) => typeof readPlatform(text) === 'string'),
    [],
  )
  assert.deepEqual(
    ['', '/', 'x', 'a/b/c/d', 'linux/*', 'linux/', 'l!/a'].filter((text) => typeof readPlatform(text) !== 'string'),
    [],
  )
  assert.deepEqual(readPlatform('macOS/x86_64'), { os: 'darwin', architecture: 'amd64' })
  assert.equal(checksumProblem(`sha256:${'a'.repeat(64)}`), undefined)
  assert.deepEqual(
    ['x', 'sha256:', `sha256:${'A'.repeat(64)}`, 'md5:00', 'sha1:00'].filter((text) => checksumProblem(text) === undefined),
    [],
  )
  const repositories = [
    'git@github.com:a/b.git',
    'https://x/y.git#main:sub',
    'git://x/y',
    'ssh://git@x/y',
    'https://x/y.git?tag=v1&subdir=a&keep-git-dir',
  ]
  assert.deepEqual(
    repositories.filter((source) => typeof gitSource(source) !== 'object'),
    [],
  )
  assert.deepEqual(
    ['a.git', './x.git', 'github.com/a/b', 'https://x/y', 'a:b', 'ftp://x/y.git'].filter((source) => gitSource(source) !== undefined),
    [],
  )
  const refused = [
    'https://x/y.git?foo=1',
    'https://x/y.git?tag=a&branch=b',
    'https://x/y.git?ref=a#b',
    'https://x/y.git?tag=',
    'https://x/y.git?tag=a&tag=b',
    'https://x/y.git?submodules=x',
  ]
  assert.deepEqual(
    refused.filter((source) => typeof gitSource(source) !== 'string'),
    [],
  )
})

test('durations, modes, sizes, signals and lines of CSV', () => {
  assert.deepEqual(['1m30s', '1.5h', '.5s', '0', '-1s', '1µs'].map(readDuration), [90_000, 5_400_000, 500, 0, -1000, 0.001])
  assert.deepEqual(
    ['', '1', '1d', 's', '1s2', '.s', '1 s', '99999999h'].filter((text) => typeof readDuration(text) === 'number'),
    [],
  )
  assert.deepEqual(
    ['0755', '7777', 'u=rwX,go=rX', '+x', 'a-w', 'g=u', 'u+ug', 'u=rwg-x', ''].filter((text) => modeProblem(text) !== undefined),
    [''],
  )
  assert.deepEqual(
    ['8', '10000', '0x1', 'rwx', 'z+x', 'u=rwx,'].filter((text) => modeProblem(text) === undefined),
    [],
  )
  assert.deepEqual(
    ['1', '64m', '1.5 GiB', '1kb', '.5k', '1e3'].filter((text) => !isByteSize(text)),
    [],
  )
  assert.deepEqual(['', 'm', '64x', '1ki', '1  k', '-1', '1kib5'].filter(isByteSize), [])
  assert.deepEqual(
    ['TERM', 'sigint', '9', '+9', '-1', 'SIGRTMIN+15', 'RTMAX-14'].filter((word) => !isSignal(word)),
    [],
  )
  assert.deepEqual(['', '0', 'SIG', 'FOO', 'RTMIN+16', 'SIGTERM KILL', '1.5'].filter(isSignal), [])
  assert.deepEqual(['a,b', '"a,b",c', '"a""b"', 'a,', ' a'].map(csvFields), [['a', 'b'], ['a,b', 'c'], ['a"b'], ['a', ''], [' a']])
  assert.deepEqual(
    ['', '"a', 'a"b', '"a"b'].filter((text) => typeof csvFields(text) !== 'string'),
    [],
  )
})

test('layers keep what lies below, however many there are', () => {
  let layer = Layers.of([['a', 0]])
  const lowest = layer
  for (let i = 1; i <= 100; i++) {
    layer = layer.above()
    layer.set(`n${i}`, i)
  }
  assert.deepEqual([layer.get('a'), layer.get('n1'), layer.get('n100'), layer.get('x')], [0, 1, 100, undefined])
  assert.equal(new Set(layer.keys()).size, 101)
  assert.equal(lowest.get('n1'), undefined)
})

test('hostile files are bounded', () => {
  const repeat = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join('')
  const hostile = [
    `FROM scratch\nENV A0=xxxxxxxxxx\n${repeat(100, (i) => `ENV A${i + 1}=$A${i}$A${i}\n`)}`,
    `FROM scratch\nENV A=${'a'.repeat(50_000)}\nENV B=\${A//*a*a*a*b/x} C=\${A%%*a?a*b}\n`,
    `FROM scratch AS b\n${'ONBUILD RUN x\n'.repeat(3000)}${'FROM b\n'.repeat(3000)}`,
    repeat(2000, (i) => `FROM ${i === 0 ? 'scratch' : `s${i - 1}`} AS s${i}\nENV X${i}=$U${i}\n`),
    repeat(3000, (i) => `FROM scratch AS s${i}\nCOPY --from=s${(i + 1) % 3000} a b\n`),
    `FROM scratch\nWORKDIR ${'${A:-'.repeat(20_000)}\n`,
    `# check=${' '.repeat(60_000)}x\n# syntax=a${' '.repeat(60_000)}b\nFROM scratch\n`,
    `FROM scratch\nADD git@a:${'?#'.repeat(30_000)} /\n`,
    `FROM ${'a-'.repeat(30_000)}!\n`,
  ]
  for (const [index, text] of hostile.entries()) {
    const took = cpuTime(() => buildkit(text))
    assert.ok(took < 8000, `text ${index} takes ${Math.round(took)} ms`)
  }
})
