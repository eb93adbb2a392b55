import { type Operator, operatorSpellings, operatorsOf, type SubjectKind, subjectKinds } from '../../placement/ecs/query/expression.ts'
import { parseQuery } from '../../placement/ecs/query/parse.ts'
import type { JsonDocument } from '../../syntax/json.ts'
import { slotAt } from '../../syntax/json-slot.ts'
import { span, touches } from '../../text/span.ts'
import type { Completion } from '../language.ts'
import { fieldKeys } from './suggestions.ts'

/** Within the expression of a placement constraint the cluster query language goes on; undefined anywhere else. */
export function queryAt(
  doc: Pick<JsonDocument, 'root' | 'comments'> & { readonly text: string },
  offset: number,
): readonly Completion[] | undefined {
  const slot = slotAt(doc, offset)
  if (slot?.kind !== 'value' || slot.node === undefined || fieldKeys(slot.path) !== 'placementConstraints.expression') return undefined
  const { start, end } = slot.node.span
  const inside = doc.text[start] === '"' && start < offset && touches(slot.node.span, offset)
  return inside ? completeQuery(doc.text.slice(0, end), start + 1, offset) : undefined
}

/** The attributes that every container instance has, and what they hold. */
const builtIn: Readonly<Record<string, string>> = {
  'ecs.ami-id': 'the image the instance was started from',
  'ecs.availability-zone': 'us-east-1a',
  'ecs.cpu-architecture': 'x86_64 or arm64',
  'ecs.instance-type': 'm5.large',
  'ecs.os-family': 'LINUX or a version of Windows',
  'ecs.os-type': 'linux or windows',
  'ecs.subnet-id': 'the subnet of the instance',
  'ecs.vpc-id': 'the VPC of the instance',
}

const subjects: Readonly<Record<SubjectKind, string>> = {
  agentConnected: 'whether the agent is connected',
  agentVersion: 'compared as a version',
  attribute: 'an attribute of the instance',
  ec2InstanceId: 'the ID of the instance',
  registeredAt: 'when the instance joined the cluster',
  runningTasksCount: 'how many tasks run on the instance',
  'task:group': 'the group of a task that runs there',
}

/** Operators in signs before those in words; each in the spelling the documentation uses. */
const operators: readonly Operator[] = [
  'equals',
  'not_equals',
  'matches',
  'not_matches',
  'in',
  'not_in',
  'exists',
  'not_exists',
  'greater_than',
  'greater_than_equal',
  'less_than',
  'less_than_equal',
]

const values: Readonly<Record<string, readonly string[]>> = {
  agentConnected: ['true', 'false'],
  'task:group': ['service:', 'family:'],
  'attribute:ecs.os-type': ['linux', 'windows'],
  'attribute:ecs.cpu-architecture': ['x86_64', 'arm64'],
}

/** What can follow in an expression of the cluster query language that begins at `start` and is written up to `offset`. */
function completeQuery(text: string, start: number, offset: number): readonly Completion[] {
  const written = text.slice(start, offset)
  const typed = /[\w:.\-/]*$/.exec(written)?.[0] ?? ''
  const before = written.slice(0, written.length - typed.length)
  const end = offset + (/^[\w:.\-/]*/.exec(text.slice(offset))?.[0].length ?? 0)
  const make = (label: string, kind: Completion['kind'], detail: string, rank: number, tail = ''): Completion => ({
    label,
    kind,
    ...(detail !== '' && { detail }),
    rank,
    edit: { span: span(offset - typed.length, end), text: label + tail },
  })
  switch (expectedBehind(before)) {
    case 'subject':
      return [
        ...subjectKinds.filter((one) => one !== 'attribute').map((one) => make(one, 'keyword', subjects[one], 1)),
        ...attributes(make),
      ]
    case 'operator':
      return operatorsFor(before).map((one, i) => make(spelling(one), 'keyword', one === spelling(one) ? '' : one, i))
    case 'value':
      return (values[lastSubject(before)] ?? []).map((one) => make(one, 'value', '', 0))
    case 'connective':
      return [make('and', 'keyword', '', 0), make('or', 'keyword', '', 1)]
    case undefined:
      return []
  }
}

function attributes(make: (label: string, kind: Completion['kind'], detail: string, rank: number) => Completion): readonly Completion[] {
  const known = Object.entries(builtIn).map(([name, detail]) => make(`attribute:${name}`, 'variable', detail, 0))
  return [...known, make('attribute:', 'keyword', subjects.attribute, 2)]
}

function expectedBehind(before: string) {
  const { problems } = parseQuery(before)
  const end = before.trimEnd().length
  const [problem] = problems.filter(({ code }) => code !== 'precedence')
  if (problem === undefined) return /\s$/.test(before) ? 'connective' : undefined
  // A parenthesis that is open is the last thing to mind.
  return problem.span.start >= end || problem.expected === 'connective' ? problem.expected : undefined
}

/** Those of the subject that an operator is to follow. */
function operatorsFor(before: string): readonly Operator[] {
  const subject = lastSubject(before)
  const kind = subjectKinds.find((one) => one === subject) ?? 'attribute'
  return operators.filter((one) => operatorsOf[kind].includes(one))
}

function lastSubject(before: string): string {
  const found = [
    ...before.matchAll(
      /attribute:[\w.\-/\\]+|task:group|\b(?:agentConnected|agentVersion|ec2InstanceId|registeredAt|runningTasksCount)\b/g,
    ),
  ]
  return found.at(-1)?.[0] ?? ''
}

function spelling(operator: Operator): string {
  const signs = operatorSpellings.find(([sign, one]) => one === operator && !/^!?\w+$/.test(sign))
  return signs?.[0] ?? operator
}
