import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDocument } from '../../../server/src/languages/dockerfile/document.ts'
import { hadolintCodes } from '../../../server/src/languages/dockerfile/hadolint-codes.ts'
import { readHadolintConfig } from '../../../server/src/languages/dockerfile/hadolint-config.ts'
import { dockerfile } from '../../../server/src/languages/dockerfile/index.ts'
import { dockerfileRules } from '../../../server/src/languages/dockerfile/rules/index.ts'
import { run } from '../../../server/src/rules/run.ts'
import { linesOf } from '../../../server/src/text/lines.ts'
import { cpuTime } from '../../support/cpu-time.ts'

/** What is said about a text, each as its line, its code and the text it is drawn under. */
function said(text: string, wanted: RegExp, config = ''): readonly string[] {
  const lines = linesOf(text)
  return dockerfile
    .read(text, undefined, { hadolint: config })
    .check({})
    .filter(({ code }) => wanted.test(code))
    .map(({ code, span }) => `${lines.position(span.start).line + 1} ${code} ${text.slice(span.start, span.end)}`)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/** Whether a rule objects to one instruction of a Debian image. */
function objects(rule: string, instruction: string): boolean {
  const one = dockerfileRules.find(({ id }) => id === rule)
  assert.ok(one)
  return run([one], readDocument(`FROM debian:12\n${instruction}\n`), { settings: { [rule]: 'warning' } }).length > 0
}

function sort(rule: string, instructions: readonly string[]): { readonly bad: readonly string[]; readonly good: readonly string[] } {
  return { bad: instructions.filter((one) => objects(rule, one)), good: instructions.filter((one) => !objects(rule, one)) }
}

test('every code of hadolint is a rule, or another name of one', () => {
  const names = dockerfileRules.flatMap(({ id, aliases = [] }) => [id, ...aliases]).filter((name) => /^DL\d{4}$/.test(name))
  assert.deepEqual([...new Set(names)].sort(), [...hadolintCodes].sort())
  assert.equal(hadolintCodes.size, 71)
})

test('commands are found in exec form, heredocs, ONBUILD, subshells and behind assignments, at their own place', () => {
  const text = `FROM debian:12
RUN ["sudo", "ls"]
RUN <<EOF
set -e
A=b sudo make
EOF
ONBUILD RUN x=$(sudo id)
RUN --mount=type=cache,target=/c \\
  # sudo in a comment
  true && \\
  ( sudo true )
RUN echo sudo && sh -c "sudo ls" && /usr/bin/sudo ls
`
  assert.deepEqual(said(text, /^DL3004$/), ['2 DL3004 "sudo"', '5 DL3004 sudo', '7 DL3004 sudo', '11 DL3004 sudo'])
})

test('a heredoc is a script when a shell reads it', () => {
  const heredoc = (line: string, first = 'cd /x') => `RUN ${line}\n${first}\ncd /y\nEOF`
  const { bad, good } = sort('DL3003', [
    heredoc('<<EOF'),
    heredoc("<<-'EOF'"),
    heredoc('<<EOF bash'),
    heredoc('<<EOF /bin/sh -e'),
    heredoc('<<EOF', '#!/usr/bin/env bash'),
    heredoc('<<EOF', '#!/usr/bin/env python3'),
    heredoc('<<EOF', '#!/usr/bin/perl -w'),
    heredoc('<<EOF cat > /x'),
    heredoc('python3 <<EOF'),
  ])
  assert.deepEqual([bad.length, good.length], [5, 4])
})

test('a script that is no shell is left alone; what stands before a stray word is not', () => {
  const { bad, good } = sort('DL3004', ['RUN sudo a; fi', 'RUN if a; then sudo b', 'RUN sudo "a', 'RUN a ;; sudo b', "RUN ['sudo', 'a']"])
  assert.deepEqual(bad, ['RUN sudo a; fi'])
  assert.equal(good.length, 4)
})

test('which steps keep a cache', () => {
  const { bad } = sort('DL3042', [
    'RUN pip install a==1',
    'RUN python3 -m pip install a==1',
    'RUN --mount=type=bind,target=/root/.cache/pip pip install a==1',
    'RUN --mount=type=cache,target=/c pip install a==1',
    'RUN --mount=type=cache,target=/root/.cache pip install a==1',
    'RUN --mount=target=/home/app/.cache/pip,type=tmpfs pip install a==1',
    'RUN --mount=type=cache,dst=/root/.cache/pip/ pip install a==1',
    'RUN PIP_NO_CACHE_DIR=off pip install a==1',
    'RUN export PIP_NO_CACHE_DIR=1 && pip install a==1',
    'ENV PIP_NO_CACHE_DIR="1"\nRUN pip install a==1',
    'ARG PIP_NO_CACHE_DIR=1\nRUN pip install a==1',
    'RUN pip install a==1\nFROM debian:12-slim',
    'RUN pipenv install --system',
    'RUN sudo pip install a==1',
  ])
  assert.deepEqual(
    bad.map((one) => one.replace(/pip install a==1/, '')),
    [
      'RUN ',
      'RUN python3 -m ',
      'RUN --mount=type=bind,target=/root/.cache/pip ',
      'RUN --mount=type=cache,target=/c ',
      'RUN PIP_NO_CACHE_DIR=off ',
      'ARG PIP_NO_CACHE_DIR=1\nRUN ',
    ],
  )
})

test('which packages have no version', () => {
  const open = (rule: string, ...instructions: string[]) => sort(rule, instructions).bad
  assert.deepEqual(
    open(
      'DL3008',
      'RUN apt-get install -t a b=1',
      'RUN apt-get install $X',
      'RUN apt-get install b=$X',
      'RUN apt-get install --target-release=a b',
    ),
    ['RUN apt-get install $X', 'RUN apt-get install --target-release=a b'],
  )
  assert.deepEqual(
    open(
      'DL3013',
      'RUN pip install gitpython',
      'RUN pip install git+https://a/b',
      'RUN pip install a/b',
      'RUN pip install -rx',
      'RUN pip install "a~=1"',
      'RUN pip install .[dev]',
    ),
    ['RUN pip install gitpython', 'RUN pip install git+https://a/b'],
  )
  assert.deepEqual(
    open('DL3016', 'RUN npm run install a', 'RUN npm i a', 'RUN npm install a/b', 'RUN npm install @a/b', 'RUN npm install @a/b@1'),
    ['RUN npm install a/b', 'RUN npm install @a/b'],
  )
  assert.deepEqual(
    open(
      'DL3041',
      'RUN dnf install a-b',
      'RUN dnf install gcc-c++-1.1',
      'RUN dnf install openssl-1:1.1k',
      'RUN dnf install a-$V',
      'RUN dnf install @a',
    ),
    ['RUN dnf install a-b', 'RUN dnf install @a'],
  )
  assert.deepEqual(
    open(
      'DL3062',
      'RUN go install a/b@latest',
      'RUN go run main.go',
      'RUN go install ./...',
      'RUN go get a',
      'RUN go install a@v1',
      'RUN go build a',
    ),
    ['RUN go install a/b@latest', 'RUN go get a'],
  )
})

test('a variable that the file fills with versions is as good as they are', () => {
  const { bad } = sort('DL3008', [
    'ARG P="a=1 b=2"\nRUN apt-get install -y $P',
    'ENV P=a=1\nRUN apt-get install -y "${P}"',
    'ENV P="a=1 b"\nRUN apt-get install -y $P',
    'ARG P\nRUN apt-get install -y $P',
    'RUN apt-get install -y $P\nENV P=a=1',
  ])
  assert.deepEqual(
    bad.map((one) => one.replace('RUN apt-get install -y ', '')),
    ['ENV P="a=1 b"\n$P', 'ARG P\n$P', '$P\nENV P=a=1'],
  )
})

test('layers and caches count only in stages that become an image', () => {
  const text = (last: string) => `FROM a:1 AS one\nRUN apk add x=1\nRUN yum install y-1\nFROM ${last}\nRUN z\n`
  assert.deepEqual(said(text('b:1'), /^DL3(019|032|059)$/), [])
  assert.deepEqual(said(text('one'), /^DL3(019|032|059)$/), ['2 DL3019 add', '3 DL3032 install', '3 DL3059 RUN'])
})

test('the value of an option is no package', () => {
  const { bad } = sort('DL3041', ['RUN dnf -c /etc/y.conf install a-1.0', 'RUN dnf install --enablerepo x a-1.0', 'RUN dnf install -y a'])
  assert.deepEqual(bad, ['RUN dnf install -y a'])
  assert.deepEqual(sort('DL3013', ['RUN pip install --root-user-action ignore a==1', 'RUN pip install --timeout 9 a']).bad, [
    'RUN pip install --timeout 9 a',
  ])
})

test('that root is no number is not said beside that the stage ends as root', () => {
  assert.deepEqual(said('FROM a:1\nUSER root\nRUN x\nUSER root\n', /^DL30(02|66)$/), ['2 DL3066 root', '4 DL3002 root'])
})

test('two steps are one only where both run one command under the same flags', () => {
  const { bad } = sort('DL3059', [
    'RUN a\n\n# c\nRUN b',
    'RUN a && b\nRUN c',
    'RUN a\nRUN b | c',
    'RUN a\nRUN echo $(b)',
    'RUN a\nWORKDIR /x\nRUN b',
    'RUN --network=none a\nRUN b',
    'RUN --mount=type=cache,target=/c a\nRUN --mount=target=/c,type=cache b',
    'RUN a\nONBUILD RUN b',
  ])
  assert.deepEqual(bad, ['RUN a\n\n# c\nRUN b', 'RUN --mount=type=cache,target=/c a\nRUN --mount=target=/c,type=cache b'])
})

test('a pragma silences the line below it, its stage or the file, and nothing when something is wrong with it', () => {
  const silenced = (...lines: string[]) =>
    said(['FROM debian:12', ...lines, 'RUN cd /x && sudo y'].join('\n'), /^DL300[34]$/).map((one) => one.split(' ')[1])
  assert.deepEqual(silenced('# hadolint ignore=DL3003'), ['DL3004'])
  assert.deepEqual(silenced('#hadolint  ignore = DL3003 , DL3004 # both'), [])
  assert.deepEqual(silenced('# hadolint ignore=DL3003', ''), ['DL3003', 'DL3004'])
  assert.deepEqual(silenced('# hadolint ignore=DL3003', '# why'), ['DL3003', 'DL3004'])
  assert.deepEqual(silenced('# hadolint ignore=DL3003', '# hadolint ignore=DL3004'), ['DL3003'])
  assert.deepEqual(silenced('# hadolint ignore=DL3003,'), ['DL3003', 'DL3004'])
  assert.deepEqual(silenced('# hadolint ignore=DL3003 because'), ['DL3003', 'DL3004'])
  assert.deepEqual(silenced('# hadolint Ignore=DL3003'), ['DL3003', 'DL3004'])
  assert.deepEqual(silenced('# hadolint global ignore=DL3004', 'RUN x'), ['DL3003'])
  assert.deepEqual(silenced('RUN a \\', '# hadolint global ignore=DL3004', '  b'), ['DL3003', 'DL3004'])
  assert.deepEqual(silenced('# hadolint stage ignore=DL3003', 'FROM debian:12', 'RUN x'), ['DL3004'])
  assert.deepEqual(silenced('# hadolint stage ignore=DL3003', 'FROM debian:12', 'FROM debian:12'), ['DL3003', 'DL3004'])
})

test('one pragma silences what two tools report together, whichever of them it is meant for', () => {
  const relative = (pragma: string) => said(`FROM debian:12\n${pragma}\nWORKDIR x\n`, /^WorkdirRelativePath$/)
  assert.deepEqual(relative('# c'), ['3 WorkdirRelativePath x'])
  assert.deepEqual(relative('# hadolint ignore=DL3000'), [])
  assert.deepEqual(relative('# check=skip=WorkdirRelativePath'), [])
  assert.deepEqual(said('FROM debian:12\nWORKDIR x\n', /^Workdir/, 'ignored: [DL3000]'), [])
})

test('the configuration of hadolint ignores, weighs and asks for more', () => {
  const text = 'FROM quay.io/a/b:1\nLABEL a=x b="" c=1.0\nRUN cd /x\n'
  const config = `
ignored: [DL3003]
override: { error: [DL3026], style: [DL3049] }
trustedRegistries: [docker.io, "*.example.com"]
label-schema: { a: url, b: text, c: semver, d: email }
`
  assert.deepEqual(said(text, /^DL/), ['3 DL3003 cd'])
  assert.deepEqual(said(text, /^DL/, config), ['1 DL3026 quay.io/a/b:1', '1 DL3049 FROM', '2 DL3051 b', '2 DL3052 x', '2 DL3056 1.0'])
  const severities = dockerfile
    .read(text, undefined, { hadolint: config })
    .check({})
    .map(({ code, severity }) => `${code} ${severity}`)
  assert.ok(severities.includes('DL3026 error') && severities.includes('DL3049 hint'))
  assert.deepEqual(said('FROM a:1\nLABEL z=1\n', /^DL3050$/, 'strict-labels: true'), ['2 DL3050 z'])
  assert.deepEqual(said('FROM a:1\n# hadolint ignore=DL3003\nRUN cd /x\n', /^DL3003$/, 'disable-ignore-pragma: true'), ['3 DL3003 cd'])
  assert.deepEqual(said('FROM a:1\n# hadolint ignore=DL3003\nRUN cd /x\n', /^DL1001$/, 'override: { info: [DL1001] }'), [
    '2 DL1001 # hadolint ignore=DL3003',
  ])
})

test('what is wrong in a configuration is said and left out', () => {
  const { config, problems } = readHadolintConfig(
    'ignored: [DL3003, DL3103, SC2086]\noveride: {}\noverride: { fatal: [DL3004] }\nlabel-schema: { a: date }\nfailure-threshold: never\n',
    hadolintCodes,
  )
  assert.deepEqual(
    problems.map(({ message }) => message),
    [
      '"DL3103" is no rule; did you mean DL3003',
      '"overide" is no key of hadolint; did you mean override',
      '"fatal" is no level of hadolint',
      'the type of a label is one of text, url, semver, hash, rfc3339, spdx, email',
      'failure-threshold is one of error, warning, info, style, ignore, none',
    ],
  )
  assert.deepEqual([...config.ignored], ['DL3003', 'DL3103', 'SC2086'])
  for (const broken of ['', '- a', 'a: [', '{', 'ignored: 3', 'override: [x]', 'label-schema: x'])
    assert.deepEqual([...readHadolintConfig(broken, hadolintCodes).config.labels], [], broken)
})

test('values of labels', () => {
  const fitting = (type: string, values: readonly string[]) =>
    values.filter((value) => said(`FROM a:1\nLABEL x="${value}"\n`, /^DL305[2-8]$/, `label-schema: { x: ${type} }`).length === 0)
  assert.deepEqual(
    fitting('url', ['https://a.b/c?d#e', 'urn:x:y', 'http:x', 'file:///x', 'a.b', '//a.b', 'https://a b', 'https://a/%zz', '']),
    ['https://a.b/c?d#e', 'urn:x:y', 'http:x', 'file:///x'],
  )
  assert.deepEqual(fitting('semver', ['1.2.3', '2024.06.1', '1.0.0-', '1.0.0-rc.1+b', '1.2', 'v1.2.3', '1.2.3 ', '1.0.0-a..b']), [
    '1.2.3',
    '2024.06.1',
    '1.0.0-',
    '1.0.0-rc.1+b',
  ])
  assert.deepEqual(fitting('hash', ['0f1e2d3', '0F1E2D3', '0f1e2d', '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c']), [
    '0f1e2d3',
    '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c',
  ])
  assert.deepEqual(
    fitting('rfc3339', [
      '2024-02-29T10:00:60Z',
      '2023-02-29T10:00:00Z',
      '2024-05-01t10:00:00.5+0200',
      '2024-05-01 10:00:00Z',
      '2024-05-01',
    ]),
    ['2024-02-29T10:00:60Z', '2024-05-01t10:00:00.5+0200'],
  )
  assert.deepEqual(fitting('spdx', ['MIT', 'Apache-2.0', 'GPL-2.0-or-later', 'mit', 'GPL-3.0', 'MIT OR Apache-2.0']), [
    'MIT',
    'Apache-2.0',
    'GPL-2.0-or-later',
  ])
  assert.deepEqual(fitting('email', ['a@b', 'a.b+c@d.e', 'a@[1.2.3.4]', 'a b@c.d', 'a@b..c', 'a@b@c', 'A <a@b.c>', '@b.c']), [
    'a@b',
    'a.b+c@d.e',
    'a@[1.2.3.4]',
  ])
  assert.deepEqual(fitting('semver', ['$V']), ['$V'], 'what a variable holds is not judged')
})

test('labels of the schema are looked for where images come from', () => {
  const missing = (text: string) => said(text, /^DL3049$/, 'label-schema: { a: text }').map((one) => one.split(' ')[0])
  assert.deepEqual(missing('FROM x:1 AS one\nLABEL a=b\nFROM one\nFROM y:1\n'), ['4'])
  assert.deepEqual(missing('FROM x:1 AS one\nFROM y:1\nCOPY --from=one /a /b\nLABEL a=b\n'), [])
})

test('long files cost no more than their length', () => {
  const many = (line: (index: number) => string) => `FROM a:1 AS first\n${Array.from({ length: 4000 }, (_, index) => line(index)).join('')}`
  const texts = [
    many((index) => `# hadolint stage ignore=DL3003\nFROM a:1 AS s${index}\nRUN cd /x && pip install a\n`),
    many((index) => `FROM s${index}\nCOPY --from=x${index} a.tgz b\nLABEL l${index}=\n`),
    many((index) => `# hadolint ignore=DL9${index % 999}\nRUN apt-get update | sudo tar -x a${index}.tgz\n`),
    `FROM a:1\nENV ${Array.from({ length: 9000 }, (_, index) => `A${index}=$A${index + 1}`).join(' ')}\n`,
    `FROM a:1\nRUN apt-get install ${'a '.repeat(90_000)}\n`,
    `FROM a:1\nRUN ${'a | '.repeat(40_000)}b\n`,
    `FROM a:1\nRUN ["${Array.from({ length: 20_000 }, () => 'sudo').join('", "')}"]\n`,
    `FROM a:1\nCOPY ${'"'.repeat(200_000)}a ${"'".repeat(200_000)}b\nUSER ${'$'.repeat(100_000)}\nLABEL ${'x"y\''.repeat(50_000)}=1\n`,
    `FROM a:1\n# hadolint ignore=${'DL3003 , '.repeat(50_000)}\nRUN a\n`,
  ]
  for (const text of texts) {
    const took = cpuTime(() => dockerfile.read(text, undefined, { hadolint: 'label-schema: { a: text, b: url }' }).check({}))
    assert.ok(took < 5000, `${Math.round(took)} ms: ${text.slice(0, 80)}`)
  }
})
