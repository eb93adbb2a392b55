import type { Problem, Rule } from '../../../rules/rule.ts'
import type { MapNode } from '../../../syntax/node.ts'
import type { Span } from '../../../text/span.ts'
import { keySpan, maps, type TaskDefinition } from '../document.ts'
import { filledAt, numberAt, stringAt } from '../field.ts'
import { changeTo, guess } from '../fix.ts'

/** What processes of a container may use, softly and at most; -1 is unlimited. */
export const ulimit: Rule<TaskDefinition> = {
  id: 'ulimit',
  aliases: ['ulimits'],
  severity: 'error',
  summary: 'The soft limit of a `ulimits` entry is not above its hard limit; each limit is set once, and on Windows none.',
  why: 'RegisterTaskDefinition answers `Soft limit exceeds hard limit for ulimit nofile`. A limit of -1 is unlimited: as a hard limit it is above every other. An unlimited soft limit below a hard one, doubled entries and Windows are documented only, so they are warnings.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "ulimits": [
        { "name": "nofile", "softLimit": 65536, "hardLimit": 65535 },
                                         ^^^^^ soft limit 65536 exceeds hard limit 65535 for nofile
        { "name": "memlock", "softLimit": -1, "hardLimit": 1024 },
                                          ^^ soft limit -1 (unlimited) exceeds hard limit 1024 for memlock
        { "name": "nofile", "softLimit": 1024, "hardLimit": 1024 }
                  ^^^^^^^^ nofile is limited twice in this container
      ]
    }
  ]
}`,
      `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "memory": 512, "ulimits": [{ "name": "nofile", "softLimit": 1024, "hardLimit": 1024 }] }
                                                      ^^^^^^^^^ Windows containers do not support ulimits
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "ulimits": [
        { "name": "nofile", "softLimit": 1024, "hardLimit": -1 },
        { "name": "memlock", "softLimit": -1, "hardLimit": -1 },
        { "name": "nproc", "softLimit": 512, "hardLimit": 512 },
        { "name": "core", "softLimit": \${SOFT}, "hardLimit": 0 },
        { "name": "\${LIMIT}", "softLimit": 1, "hardLimit": 1 },
        { "name": "\${LIMIT}", "softLimit": 1, "hardLimit": 1 }
      ]
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['ulimits'],
  *check({ windows, containers }) {
    for (const { node } of containers) {
      for (const limit of maps(node, 'ulimits')) yield* order(limit.node)
      yield* doubled(node)
      const at = windows && filledAt(node, 'ulimits') ? keySpan(node, 'ulimits') : undefined
      if (at !== undefined) yield { at, message: 'Windows containers do not support ulimits', severity: 'warning' }
    }
  },
}

function* order(limit: MapNode): Iterable<Problem> {
  const soft = numberAt(limit, 'softLimit')
  const hard = numberAt(limit, 'hardLimit')
  if (soft.kind !== 'known' || hard.kind !== 'known' || amount(soft.value) <= amount(hard.value)) return
  const name = stringAt(limit, 'name')
  yield {
    at: soft.span,
    message: `soft limit ${spelled(soft.value)} exceeds hard limit ${spelled(hard.value)}${name.kind === 'known' ? ` for ${name.value}` : ''}`,
    related: [{ span: hard.span, message: 'the hard limit' }],
    fixes: guess([
      ...changeTo(soft.span, hard.value, `Lower the soft limit to ${hard.value}`),
      ...changeTo(hard.span, soft.value, `Raise the hard limit to ${soft.value}`),
    ]),
    ...(soft.value === -1 && { severity: 'warning' as const }),
  }
}

function* doubled(container: MapNode): Iterable<Problem> {
  const first = new Map<string, Span>()
  for (const { node } of maps(container, 'ulimits')) {
    const name = stringAt(node, 'name')
    if (name.kind !== 'known') continue
    const other = first.get(name.value)
    if (other === undefined) first.set(name.value, name.span)
    else
      yield {
        at: name.span,
        message: `${name.value} is limited twice in this container`,
        severity: 'warning',
        related: [{ span: other, message: 'the first limit' }],
      }
  }
}

function amount(limit: number): number {
  return limit === -1 ? Number.POSITIVE_INFINITY : limit
}

function spelled(limit: number): string {
  return limit === -1 ? '-1 (unlimited)' : String(limit)
}
