import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type QueryFacts, testOf } from '../../../server/src/placement/ecs/query/evaluate.ts'
import type { Expression } from '../../../server/src/placement/ecs/query/expression.ts'
import { parseQuery } from '../../../server/src/placement/ecs/query/parse.ts'

const instance: QueryFacts = {
  name: 'i-0a1f',
  agentConnected: true,
  agentVersion: '1.10.0',
  registeredAt: '2026-03-01T10:00:00Z',
  attributes: new Map([
    ['ecs.instance-type', 't2.small'],
    ['ecs.availability-zone', 'us-east-1a'],
    ['ecs.os-type', 'linux'],
    ['stack', 'prod'],
    ['rack', '7'],
    ['gpu', ''],
    ['path/to\\it', 'x y'],
  ]),
  taskCount: 3,
  taskGroups: ['service:web', 'family:batch'],
}

const answers: readonly (readonly [string, boolean | undefined])[] = [
  ['attribute:ecs.instance-type == t2.small', true],
  ['attribute:ecs.instance-type==t2.small', true],
  ['attribute:ecs.instance-type equals t2.small', true],
  ["attribute:ecs.instance-type == 't2.small'", true],
  ['attribute:path/to\\it == "x y"', true],
  ['attribute:ecs.instance-type != t2.small', false],
  ['attribute:ecs.instance-type not_equals t2.micro', true],
  ['attribute:ecs.instance-type =~ t2.*', true],
  ['attribute:ecs.instance-type matches t3.*', false],
  ['attribute:ecs.instance-type !~ t3.*', true],
  ['attribute:ecs.instance-type =~ (t2|t3)\\.(small|micro)', true],
  ['(attribute:ecs.instance-type =~ (t2|t3)\\.small)', true],
  ['attribute:ecs.instance-type =~ [tm]2.*', true],
  ['attribute:ecs.instance-type =~ t2', false],
  ['attribute:ecs.instance-type =~ (?=t).*', undefined],
  ['not(attribute:ecs.instance-type =~ (?=t).*)', undefined],
  ['attribute:ecs.instance-type =~ (?=t).* and attribute:stack == x', false],
  ['attribute:ecs.instance-type =~ (?=t).* and attribute:stack == prod', undefined],
  ['attribute:ecs.instance-type =~ (?=t).* or attribute:stack == prod', true],
  ['attribute:gpu exists', true],
  ['attribute:tpu exists', false],
  ['attribute:tpu !exists', true],
  ['attribute:gpu not_exists', false],
  ['attribute:tpu == x', false],
  ['attribute:tpu != x', true],
  ['attribute:tpu =~ .*', false],
  ['attribute:rack > 10', false],
  ['attribute:rack < 10', true],
  ['attribute:stack > alpha', true],
  ['attribute:ecs.availability-zone in [us-east-1a, us-east-1b]', true],
  ["attribute:ecs.availability-zone in ['us-east-1c','us-east-1b']", false],
  ['attribute:ecs.availability-zone not_in [us-east-1c]', true],
  ['attribute:ecs.availability-zone !in [us-east-1a]', false],
  ['ec2InstanceId in [i-0a1f, i-1d42]', true],
  ['ec2InstanceId != i-0a1f', false],
  ['agentConnected == true', true],
  ['agentConnected == false', false],
  ['agentVersion > 1.9.0', true],
  ['agentVersion >= 1.10', true],
  ['agentVersion < 1.10.0', false],
  ['agentVersion == v1.10.0', true],
  ['agentVersion > new', undefined],
  ['registeredAt >= 2026-03-01', true],
  ['registeredAt < 2026-03-01T11:30:00+02:00', false],
  ['registeredAt <= 2026-03-01T12:00:00+02:00', true],
  ['registeredAt == 2026-03-01T10:00:00', true],
  ['registeredAt > 2026-02-31T25:00:00Z', undefined],
  ['registeredAt > yesterday', undefined],
  ['runningTasksCount == 3', true],
  ['runningTasksCount greater_than 3', false],
  ['runningTasksCount less_than_equal 3', true],
  ['task:group == service:web', true],
  ['task:group == service:db', false],
  ['task:group != service:web', false],
  ['task:group != service:db', true],
  ['task:group in [service:db, family:batch]', true],
  ['task:group =~ service:.*', true],
  ['not(task:group == service:web)', false],
  ['!(task:group == service:db)', true],
  ['not not agentConnected == true', true],
  ['attribute:stack == prod and runningTasksCount < 5', true],
  ['attribute:stack == prod && runningTasksCount > 5', false],
  ['attribute:stack == dev or runningTasksCount < 5', true],
  ['attribute:stack == dev || runningTasksCount > 5', false],
  ['attribute:stack==dev||runningTasksCount<5', true],
  ['attribute:stack==prod&&(runningTasksCount<5)', true],
  [
    '(attribute:ecs.instance-type == t2.small or attribute:ecs.instance-type == t2.medium) and attribute:ecs.availability-zone != us-east-1d',
    true,
  ],
  ['AttributE:stack == prod AND RunningTasksCount < 5', true],
]

for (const [query, answer] of answers) {
  test(`${query} is ${answer ?? 'not known'}`, () => {
    const { expression, problems } = parseQuery(query)
    assert.deepEqual(problems, [])
    assert.equal(expression && testOf(expression)(instance), answer)
  })
}

/** The query with a line of carets and the message of its problem below. */
function problems(query: string): string {
  return parseQuery(query)
    .problems.map(({ span, message }) => `${query}\n${' '.repeat(span.start)}${'^'.repeat(Math.max(1, span.end - span.start))} ${message}`)
    .join('\n')
}

const refused: readonly string[] = [
  `attributes:stack == prod
^^^^^^^^^^^^^^^^ "attributes:stack" is not a subject; did you mean attribute`,
  `runningTaskCount == 1
^^^^^^^^^^^^^^^^ "runningTaskCount" is not a subject; did you mean runningTasksCount`,
  `colour == red
^^^^^^ "colour" is not a subject; known are agentConnected, agentVersion, attribute, ec2InstanceId, registeredAt, runningTasksCount, task:group`,
  `attribute:stack
               ^ expected an operator such as == or =~`,
  `attribute:stack = prod
                ^ expected an operator such as == or =~`,
  `attribute: == prod
           ^^ expected the name of an attribute behind the colon`,
  `attribute:stack ==
                  ^ expected a value behind the operator`,
  `attribute:stack in prod
                   ^^^^ expected a list such as [a, b]`,
  `attribute:stack in []
                    ^ expected a value in the list`,
  `attribute:stack in [a, b
                   ^ expected ] to close this`,
  `(attribute:stack == prod
^ expected ) to close this`,
  `attribute:stack == prod attribute:rack == 7
                        ^^^^^^^^^^^^^^^^^^^ expected "and", "or" or the end`,
  `attribute:stack == prod and
                           ^ expected a subject such as attribute:NAME or runningTasksCount`,
  `runningTasksCount =~ 1.*
                  ^^ runningTasksCount does not take matches; it takes equals, not_equals, greater_than, greater_than_equal, less_than, less_than_equal`,
  `agentConnected > 1
               ^ agentConnected does not take greater_than; it takes equals, not_equals, in, not_in, matches, not_matches`,
  `agentVersion exists
             ^^^^^^ agentVersion does not take exists; it takes equals, not_equals, greater_than, greater_than_equal, less_than, less_than_equal`,
  `attribute:a == 1 or attribute:b == 2 and attribute:c == 3
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ "and" and "or" are mixed without parentheses; which of them goes first is not documented`,
]

for (const drawn of refused) {
  test(`refused: ${drawn.split('\n')[0]}`, () => assert.equal(problems(drawn.split('\n')[0] ?? ''), drawn))
}

test('parentheses around either part make a mixture clear', () => {
  assert.equal(problems('(attribute:a == 1 and attribute:b == 2) or attribute:c == 3'), '')
  assert.equal(problems('attribute:a == 1 and (attribute:b == 2 or attribute:c == 3)'), '')
  assert.match(problems('(attribute:a == 1) and (attribute:b == 2) or attribute:c == 3'), /mixed without parentheses/)
})

test('an empty query asks for a subject', () => {
  assert.deepEqual(parseQuery('').problems, [
    {
      code: 'syntax',
      message: 'expected a subject such as attribute:NAME or runningTasksCount',
      span: { start: 0, end: 0 },
      expected: 'subject',
    },
  ])
})

test('nesting without end is refused, not followed', () => {
  assert.match(problems('('.repeat(20_000)), /nested deeper than 100 levels/)
  assert.match(problems('!'.repeat(20_000)), /nested deeper than 100 levels/)
})

test('no prefix of any query throws, and every span lies inside it', () => {
  for (const [query] of answers) for (let end = 0; end <= query.length; end++) inside(query.slice(0, end))
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'attribute:x ==!~()[],\'"and or in task:group 1.*\\') }), inside))
})

function inside(query: string): void {
  const { expression, problems: found } = parseQuery(query)
  const spans = [...found.map(({ span }) => span), ...(expression ? spansOf(expression) : [])]
  for (const { start, end } of spans) assert.ok(0 <= start && start <= end && end <= query.length, `${start}..${end} of ${query}`)
  if (expression) testOf(expression)(instance)
}

function spansOf(expression: Expression): readonly { readonly start: number; readonly end: number }[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return [expression.span, ...expression.operands.flatMap(spansOf)]
    case 'not':
      return [expression.span, ...spansOf(expression.operand)]
    case 'predicate':
      return [expression.span, expression.subject.span, expression.operatorSpan, ...expression.values.map(({ span }) => span)]
  }
}
