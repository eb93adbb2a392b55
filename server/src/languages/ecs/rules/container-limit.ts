import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { containersAreAlternatives } from '../references.ts'

/** How many containers a task definition takes; the quota can't be raised. */
export const containerLimit: Rule<TaskDefinition> = {
  id: 'container-limit',
  aliases: ['too-many-containers'],
  severity: 'error',
  summary: 'A task definition has at most 10 containers.',
  why: 'RegisterTaskDefinition answers `Too many containers.` Containers that need not share a network and a life belong in tasks of their own.',
  source: [
    'https://github.com/aws/amazon-ecs-cli/issues/184',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html',
  ],
  examples: {
    bad: [
      `[
  { "name": "a", "image": "nginx:1.27" },
  { "name": "b", "image": "nginx:1.27" },
  { "name": "c", "image": "nginx:1.27" },
  { "name": "d", "image": "nginx:1.27" },
  { "name": "e", "image": "nginx:1.27" },
  { "name": "f", "image": "nginx:1.27" },
  { "name": "g", "image": "nginx:1.27" },
  { "name": "h", "image": "nginx:1.27" },
  { "name": "i", "image": "nginx:1.27" },
  { "name": "j", "image": "nginx:1.27" },
  { "name": "k", "image": "nginx:1.27" },
            ^^^ there are 12 containers; a task definition takes 10
  { "name": "l", "image": "nginx:1.27" }
]`,
    ],
    good: [
      `{
  "family": "ten",
  "containerDefinitions": [
    { "name": "a", "image": "nginx:1.27", "memory": 64 },
    { "name": "b", "image": "nginx:1.27", "memory": 64 },
    { "name": "c", "image": "nginx:1.27", "memory": 64 },
    { "name": "d", "image": "nginx:1.27", "memory": 64 },
    { "name": "e", "image": "nginx:1.27", "memory": 64 },
    { "name": "f", "image": "nginx:1.27", "memory": 64 },
    { "name": "g", "image": "nginx:1.27", "memory": 64 },
    { "name": "h", "image": "nginx:1.27", "memory": 64 },
    { "name": "i", "image": "nginx:1.27", "memory": 64 },
    { "name": "j", "image": "nginx:1.27", "memory": 64 }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: [],
  *check(doc) {
    const { containers } = doc
    const surplus = containersAreAlternatives(doc) ? undefined : containers[most]
    if (surplus !== undefined)
      yield { at: surplus.anchor, message: `there are ${containers.length} containers; a task definition takes ${most}` }
  },
}

const most = 10
