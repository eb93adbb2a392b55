import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dockerfile } from '../../../server/src/languages/dockerfile/index.ts'
import { accept, labels, offered } from '../../support/accept.ts'

const read = (text: string) => dockerfile.read(text)
const withFiles = (...files: readonly string[]) => ({
  read: (text: string) => dockerfile.read(text, undefined, { files, dockerignore: '' }),
})

test('a file begins with FROM or ARG', () => {
  assert.deepEqual(labels(read, '<|>'), ['FROM', 'ARG'])
  assert.equal(accept(read, '<|>', 'FROM'), 'FROM <|>image:tag')
})

test('behind FROM every instruction is offered, in the case of the file', () => {
  assert.deepEqual(labels(read, 'FROM alpine\n<|>').slice(0, 4), ['FROM', 'RUN', 'COPY', 'ADD'])
  assert.ok(labels(read, 'from alpine\nrun true\n<|>').includes('workdir'))
  assert.equal(accept(read, 'FROM alpine\nWO<|>\nUSER 1', 'WORKDIR'), 'FROM alpine\nWORKDIR /<|>app\nUSER 1')
  assert.equal(accept(read, 'FROM alpine\nRU<|> apk add x', 'RUN'), 'FROM alpine\nRUN<|> apk add x')
})

test('ONBUILD leaves what it may leave', () => {
  const offers = labels(read, 'FROM alpine\nONBUILD <|>')
  assert.ok(offers.includes('RUN') && !offers.includes('ONBUILD') && !offers.includes('FROM'))
  assert.equal(accept(read, 'FROM alpine\nONBUILD RU<|>', 'RUN'), 'FROM alpine\nONBUILD RUN <|>')
})

test('flags that stand there are not offered again, unless they may', () => {
  assert.deepEqual(labels(read, 'FROM alpine\nCOPY --chown=1 --<|> a b'), ['--from', '--chmod', '--link', '--parents', '--exclude'])
  assert.deepEqual(labels(read, 'FROM alpine\nRUN --mount=type=ssh -<|>'), ['--mount', '--network', '--security', '--device'])
  assert.equal(accept(read, 'FROM alpine\nRUN --<|>', '--mount'), 'FROM alpine\nRUN --mount=type=<|>')
  assert.equal(accept(read, 'FROM alpine\nCOPY --li<|> a b', '--link'), 'FROM alpine\nCOPY --link<|> a b')
})

test('values of flags', () => {
  assert.deepEqual(labels(read, 'FROM alpine\nRUN --network=<|> true'), ['default', 'none', 'host'])
  assert.equal(accept(read, 'FROM alpine\nHEALTHCHECK --interval=<|>', '30s'), 'FROM alpine\nHEALTHCHECK --interval=30s<|>')
})

test('options of a mount depend on its type', () => {
  assert.deepEqual(labels(read, 'FROM alpine\nRUN --mount=<|>').slice(0, 2), ['type', 'target'])
  assert.deepEqual(labels(read, 'FROM alpine\nRUN --mount=type=<|>'), ['cache', 'bind', 'secret', 'ssh', 'tmpfs'])
  const cache = labels(read, 'FROM alpine\nRUN --mount=type=cache,<|>')
  assert.deepEqual(cache, ['target', 'id', 'sharing', 'from', 'source', 'mode', 'uid', 'gid', 'readonly'])
  assert.deepEqual(labels(read, 'FROM alpine\nRUN --mount=type=tmpfs,dst=/t,<|>'), ['size'])
  assert.equal(
    accept(read, 'FROM alpine\nRUN --mount=type=cache,<|> make', 'target'),
    'FROM alpine\nRUN --mount=type=cache,target=<|> make',
  )
  assert.equal(
    accept(read, 'FROM alpine\nRUN --mount=type=cache,target=/x,sha<|>,id=y make', 'sharing'),
    'FROM alpine\nRUN --mount=type=cache,target=/x,sharing=<|>,id=y make',
  )
  assert.deepEqual(labels(read, 'FROM alpine\nRUN --mount=type=cache,sharing=<|>'), ['shared', 'private', 'locked'])
})

test('stages by name or number, only those before', () => {
  const file = 'FROM golang AS build\nFROM alpine\nFROM alpine AS last\nCOPY --from=<|> /a /b\nFROM scratch AS later'
  assert.deepEqual(labels(read, file), ['1', 'build'])
  assert.equal(accept(read, file, 'build'), file.replace('<|>', 'build<|>'))
  assert.deepEqual(labels(read, 'FROM golang AS build\nFROM alpine\nRUN --mount=type=bind,from=<|>,target=/x true'), ['build'])
  assert.deepEqual(labels(read, 'FROM golang:1.24 AS build\nFROM <|>'), ['build', 'golang:1.24', 'scratch'])
})

test('variables in scope, with what they are', () => {
  const file = 'ARG V=1\nFROM alpine:$V\nARG V\nENV HOME=/h PORT=80\nFROM alpine\nARG OTHER\nUSER $<|>'
  const items = offered(read, file).filter(({ rank }) => rank < 50)
  assert.deepEqual(
    items.map(({ label, detail }) => `${label}: ${detail}`),
    ['OTHER: ARG'],
  )
  assert.equal(accept(read, 'FROM alpine\nENV HOME=/h\nWORKDIR ${H<|>/x', 'HOME'), 'FROM alpine\nENV HOME=/h\nWORKDIR ${HOME}<|>/x')
  assert.ok(labels(read, 'FROM --platform=$<|>').includes('BUILDPLATFORM'))
  assert.ok(labels(read, 'ARG V=1\nFROM alpine:$<|>').includes('V'))
})

test('a body of a heredoc that expands nothing is left alone', () => {
  assert.deepEqual(labels(read, 'FROM alpine\nENV A=1\nRUN <<"EOF"\necho $<|>\nEOF\n'), [])
  assert.deepEqual(labels(read, 'FROM alpine\nENV A=1\nCOPY <<EOF /x\n$<|>\nEOF\n')[0], 'A')
})

test('ports, protocols, signals, labels', () => {
  assert.ok(labels(read, 'FROM alpine\nEXPOSE <|>').includes('8080'))
  assert.equal(accept(read, 'FROM alpine\nEXPOSE 53/<|>', 'udp'), 'FROM alpine\nEXPOSE 53/udp<|>')
  assert.equal(accept(read, 'FROM alpine\nSTOPSIGNAL SIGQ<|>', 'SIGQUIT'), 'FROM alpine\nSTOPSIGNAL SIGQUIT<|>')
  assert.equal(
    accept(read, 'FROM alpine\nLABEL org<|>', 'org.opencontainers.image.source'),
    'FROM alpine\nLABEL org.opencontainers.image.source="<|>"',
  )
})

test('paths of the build context, a folder at a time', () => {
  const { read: inContext } = withFiles('package.json', 'src/index.ts', 'src/app/main.ts')
  assert.deepEqual(labels(inContext, 'FROM alpine\nCOPY <|>'), ['src/', 'package.json'])
  assert.equal(accept(inContext, 'FROM alpine\nCOPY src/<|>', 'app/'), 'FROM alpine\nCOPY src/app/<|>')
  assert.equal(accept(inContext, 'FROM alpine\nCOPY ["<|>", "/x"]', 'src/'), 'FROM alpine\nCOPY ["src/<|>", "/x"]')
  assert.deepEqual(labels(inContext, 'FROM a AS b\nFROM alpine\nCOPY --from=b <|>'), [])
})

test('a continued line goes on where it was', () => {
  assert.equal(
    accept(read, 'FROM alpine\nCOPY --chown=1 \\\n  # why\n  --<|>', '--link'),
    'FROM alpine\nCOPY --chown=1 \\\n  # why\n  --link<|>',
  )
  assert.equal(accept(read, 'FROM alpine\nRUN \\\n  --mount=type=<|>', 'cache'), 'FROM alpine\nRUN \\\n  --mount=type=cache<|>')
})

test('directives and pragmas', () => {
  assert.equal(accept(read, '# <|>\nFROM alpine', 'syntax='), '# syntax=<|>\nFROM alpine')
  assert.equal(accept(read, '# syntax=<|>\nFROM alpine', 'docker/dockerfile:1'), '# syntax=docker/dockerfile:1<|>\nFROM alpine')
  assert.ok(!labels(read, 'FROM alpine\n# <|>\nRUN true').includes('escape='))
  assert.ok(labels(read, 'FROM alpine\n# h<|>\nRUN true').includes('hadolint ignore='))
})
