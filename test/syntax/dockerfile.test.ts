import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Instruction, readDockerfile } from '../../server/src/syntax/dockerfile.ts'
import type { Span } from '../../server/src/text/span.ts'
import { checkDrawn } from '../support/carets.ts'
import { cpuTime } from '../support/cpu-time.ts'

const errors = (drawn: string) => checkDrawn(drawn, (text) => readDockerfile(text).errors)
const first = (text: string): Instruction => {
  const [instruction] = readDockerfile(text).instructions
  assert.ok(instruction)
  return instruction
}
const words = (text: string) => first(text).args.map((word) => word.text)

test('arguments are split as each instruction demands', () => {
  assert.deepEqual(words('COPY --chown=1:1 a  b\tc/'), ['a', 'b', 'c/'])
  assert.deepEqual(words('COPY ["a b", "c\\u0064"]'), ['a b', 'cd'])
  assert.deepEqual(words('RUN echo  "a b" '), ['echo  "a b"'])
  assert.deepEqual(words('CMD ["a", "b"'), ['["a", "b"'])
  assert.deepEqual(words('HEALTHCHECK --interval=5s CMD ["curl", "-f"]'), ['CMD', 'curl', '-f'])
  assert.deepEqual(words('ARG A="b c" D=e\\ f'), ['A="b c"', 'D=e\\ f'])
  assert.deepEqual(words('ENV A=1 B="x y" C=a\\ b'), ['A', '1', 'B', '"x y"', 'C', 'a\\ b'])
  assert.deepEqual(words('ENV A  b c'), ['A', 'b c'])
})

test('flags end where the first other word begins', () => {
  const { flags, rest } = first('RUN --mount=type=cache,target="/a b" --network=none -- --x')
  assert.deepEqual(
    flags.map(({ name, value }) => [name, value]),
    [
      ['mount', 'type=cache,target=/a b'],
      ['network', 'none'],
    ],
  )
  assert.equal(rest.text, '--x')
})

test('continued lines are joined; comments and blank lines between are skipped, and every word stands where it is written', () => {
  const text = 'RUN apt-get \\\n  # why\n\n  install \\ \n  curl\nUSER 1\n'
  const { instructions, comments } = readDockerfile(text)
  const [run, user] = instructions
  assert.equal(run?.original.text, 'RUN apt-get   install   curl')
  assert.deepEqual([run?.startLine, run?.endLine, user?.startLine], [1, 5, 6])
  assert.deepEqual(run?.emptyContinuation, { start: 22, end: 22 })
  const at = run?.original.text.indexOf('curl') ?? 0
  const where = run?.original.span(at, at + 4)
  assert.equal(text.slice(where?.start, where?.end), 'curl')
  assert.deepEqual(
    comments.map(({ start, end }) => text.slice(start, end)),
    ['# why'],
  )
})

test('a backtick continues lines where a directive says so, even an indented one', () => {
  assert.equal(first('# escape=`\nRUN a `\n  b\\\n').original.text, 'RUN a   b\\')
  assert.equal(first('  # escape=`\nRUN a `\n  b').original.text, 'RUN a   b')
  assert.equal(first('# note\n# escape=`\nRUN a \\\n  b').original.text, 'RUN a   b')
  assert.equal(first('RUN a \\\\\nUSER 1').original.text, 'RUN a \\\\')
})

test('heredocs of every form take their body', () => {
  const bodies = (text: string) => first(text).heredocs.map(({ name, content, expand, chomp, fd }) => [name, content, expand, chomp, fd])
  assert.deepEqual(bodies('RUN <<EOF\na\nEOF\n'), [['EOF', 'a\n', true, false, undefined]])
  assert.deepEqual(bodies('RUN <<-"E F"\n\ta\n\tE F\n'), [['E F', '\ta\n', false, true, undefined]])
  assert.deepEqual(bodies('RUN 3<<A cat <<B\n1\nA\n2\nB'), [
    ['A', '1\n', true, false, 3],
    ['B', '2\n', true, false, undefined],
  ])
  assert.deepEqual(bodies("COPY << 'EOF' /x\n$a\nEOF"), [['EOF', '$a\n', false, false, undefined]])
  assert.deepEqual(bodies('ONBUILD RUN <<EOF\nx\nEOF'), [['EOF', 'x\n', true, false, undefined]])
  assert.deepEqual(bodies('RUN ["a", "<<EOF"]'), [])
  assert.deepEqual(bodies('RUN echo "<<EOF"'), [])
})

test('comments above an instruction belong to it until an empty one', () => {
  const above = (text: string) => first(text).comments.map((word) => word.text)
  assert.deepEqual(above('# a\n# b\n\nFROM x'), ['a', 'b'])
  assert.deepEqual(above('# a\n#\nFROM x'), [])
  assert.deepEqual(above('# syntax=docker/dockerfile:1\n# b\nFROM x'), ['b'])
})

test('what the parser refuses is said where it stands', () => {
  errors(`# escape=x
         ^ the escape character is \\ or \`, not x
FROM a
`)
  errors(`FROM a
ENV A
    ^ ENV takes name=value; the value is missing
LABEL a=1 b
          ^ expected name=value, not b
CMD ["a", 1]
    ^^^^^^^^ a JSON array of arguments holds strings only
RUN cat <<EOF
        ^^^^^ the heredoc is not ended: expected a line EOF
hi`)
})

test('every prefix is read, with all spans inside it, and the cost is linear', () => {
  const text =
    '\ufeff# syntax=docker/dockerfile:1\n# check=skip=all\nFROM --platform=$BUILDPLATFORM a:1 AS b\r\nENV A=1 \\\n B="c d"\nRUN --mount=type=cache,target=/x <<-E cat && \\\n # no\n  x\n\tbody\n\tE\nCOPY ["a", "b"]\nHEALTHCHECK --interval=5s CMD a\nONBUILD RUN x\nCMD '
  for (let end = 0; end <= text.length; end++) {
    const tree = readDockerfile(text.slice(0, end))
    for (const { start, end: stop } of spansOf(tree)) assert.ok(0 <= start && start <= stop && stop <= end, `${end}: ${start}-${stop}`)
  }
  const block = 'RUN apt-get install -y \\\n    curl \\\n    git\nENV A=b\n'
  const time = (count: number) => {
    const text = block.repeat(count)
    const rounds = Array.from({ length: 6 }, () => cpuTime(() => readDockerfile(text)))
    return Math.max(0.2, Math.min(...rounds))
  }
  time(500)
  const small = time(500)
  const large = time(2000)
  assert.ok(large < small * 10, `${small} ms for 2,000 lines, ${large} ms for 8,000`)
})

function spansOf({ directives, instructions, comments, errors: found }: ReturnType<typeof readDockerfile>): readonly Span[] {
  const inside = (one: Instruction): readonly Span[] => [
    one.span,
    one.name.span,
    one.rest.span,
    ...one.args.map((word) => word.span),
    ...one.flags.flatMap((flag) => [flag.span, flag.nameSpan, ...(flag.valueSpan ? [flag.valueSpan] : [])]),
    ...one.heredocs.flatMap((doc) => [doc.span, doc.contentSpan, ...(doc.end ? [doc.end] : [])]),
    ...one.comments.map((word) => word.span),
    ...(one.onbuild ? inside(one.onbuild) : []),
  ]
  return [
    ...directives.flatMap((one) => [one.span, one.nameSpan, one.valueSpan]),
    ...comments,
    ...found.map((one) => one.span),
    ...instructions.flatMap(inside),
  ]
}
