import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { changeTo, guess } from '../fix.ts'
import { containersComplete } from '../references.ts'

/** A task lives as long as its essential containers; without one it would have no reason to. */
export const essentialContainer: Rule<TaskDefinition> = {
  id: 'essential-container',
  aliases: ['E3042'],
  severity: 'error',
  summary: 'At least one container of a task is essential.',
  why: "RegisterTaskDefinition answers `Task definition doesn't have any essential container`. A container is essential unless `essential` is `false`; if an essential one stops, the whole task stops.",
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "essential": false },
                                                                        ^^^^^ no container is essential; at least one has to be
    { "name": "side", "image": "envoy:1.31", "memory": 128, "essential": false }
  ]
}`,
      `{
  "taskDefinition": {
    "family": "job",
    "containerDefinitions": [{ "name": "job", "image": "job:1", "memory": 128, "essential": false }]
                                                                                            ^^^^^ no container is essential; at least one has to be
  }
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128 },
    { "name": "side", "image": "envoy:1.31", "memory": 128, "essential": false }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "essential": \${ESSENTIAL} },
    { "name": "side", "image": "envoy:1.31", "memory": 128, "essential": false }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    \${WEB},
    { "name": "side", "image": "envoy:1.31", "memory": 128, "essential": false }
  ]
}`,
      `[
  { "name": "side", "image": "envoy:1.31", "memory": 128, "essential": false }
]`,
    ],
  },
  about: 'containers',
  reads: ['essential'],
  *check(doc) {
    if (doc.definition === undefined || !containersComplete(doc)) return
    const written = doc.containers.flatMap(({ essential, label }) =>
      essential.kind === 'known' && !essential.value ? [{ at: essential.span, label }] : [],
    )
    const [first, ...rest] = written
    if (first === undefined || written.length < doc.containers.length) return
    yield {
      at: first.at,
      message: 'no container is essential; at least one has to be',
      related: rest.slice(0, 9).map(({ at, label }) => ({ span: at, message: `${label} is not essential either` })),
      fixes: guess(written.slice(0, 10).flatMap(({ at, label }) => changeTo(at, true, `Make ${label} essential`))),
    }
  },
}
