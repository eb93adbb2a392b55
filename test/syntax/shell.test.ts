import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseShell } from '../../server/src/syntax/shell.ts'

/** The commands of a script, each as its name and its words. */
function commands(script: string): readonly string[] {
  return parseShell(script).commands.map(({ name, args }) => [name, ...args].map(({ text }) => text).join(' '))
}

test('commands are found at any depth', () => {
  assert.deepEqual(commands('if a; then b | c; fi && (d || { e; }); for x in $(f); do g; done; h() { i; }'), [
    'a',
    'b',
    'c',
    'd',
    'e',
    'f',
    'g',
    'i',
  ])
  assert.deepEqual(commands('x=$(a "`b`"); echo <(c)'), ['a ${VAR}', 'b', 'echo ', 'c'])
})

test('quotes and escapes are resolved, what only the shell knows stands for itself', () => {
  assert.deepEqual(commands(`"apt"-get 'in'stall a\\ b $X"\${Y:-z}"c {d,e} *.f`), ['apt-get install a b ${VAR}${VAR}c  *.f'])
})

test('assignments, redirections and tests are no words of a command', () => {
  assert.deepEqual(commands('A=1 a b >c 2>&1; B=2; [ -f d ] && e'), ['a b', 'e'])
})

test('a command whose name a variable holds is not one that can be judged', () => {
  assert.deepEqual(commands('$X apt-get; command apt-get update; time cd /x'), ['apt-get update', 'time', 'cd /x'])
})

test('pipes count wherever they stand', () => {
  const pipes = (script: string) => parseShell(script).pipes.length
  assert.deepEqual(['a | b', 'a |& b', 'x=$(a | b)', 'if a | b; then c; fi', 'sh -c "a | b"', 'a || b'].map(pipes), [1, 1, 1, 1, 0, 0])
})

test('of what is no shell nothing is said; before a stray word everything is', () => {
  for (const broken of ['echo "a', 'if a; then b', '(a', 'echo ${x', 'for i in a; do b; fi', '[ -f a && b', 'a\rb'])
    assert.deepEqual(parseShell(broken), { commands: [], pipes: [], broken: true }, broken)
  assert.deepEqual([commands('a; b; fi; c'), parseShell('a; b; fi; c').broken], [['a', 'b'], true])
})

test('places count in the script', () => {
  const script = 'A=1 apt-get  install "x y"'
  const [command] = parseShell(script).commands
  assert.deepEqual(
    command?.args.map(({ start, end }) => script.slice(start, end)),
    ['install', '"x y"'],
  )
  assert.equal(script.slice(command?.name.start, command?.name.end), 'apt-get')
})

test('no text makes it throw, and every place lies in the text', () => {
  const part = fc.constantFrom(
    'a',
    ' ',
    '"',
    "'",
    '$(',
    ')',
    '`',
    '|',
    '&&',
    ';',
    '{',
    '}',
    '[',
    ']',
    '\\',
    '$x',
    '${',
    '<<E',
    '\n',
    '#',
    'if ',
    'fi',
    'case',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const script = parts.join('')
      const { commands, pipes } = parseShell(script)
      for (const { start, end } of [...commands, ...pipes, ...commands.flatMap(({ name, args }) => [name, ...args])])
        assert.ok(0 <= start && start <= end && end <= script.length)
    }),
  )
})

test('deep and long scripts are bounded', () => {
  assert.ok(parseShell(`${'$('.repeat(20_000)}a`).broken)
  assert.ok(parseShell('('.repeat(20_000)).broken)
  for (const part of ['${a/', '${a:-', '$((', '<<A ', '"$(']) assert.ok(parseShell(part.repeat(25_000)).broken, part)
  assert.equal(parseShell('a; '.repeat(50_000)).commands.length, 50_000)
  assert.ok(parseShell('a '.repeat(200_000)).broken)
})

test('the words behind a stray one are not those of the command before it', () => {
  assert.deepEqual(commands('apt-get install a (b c)'), ['apt-get install a'])
})
