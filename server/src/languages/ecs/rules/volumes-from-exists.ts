import type { Rule } from '../../../rules/rule.ts'
import { maps, type TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { containersByName, leadsNowhere } from '../references.ts'

/** A container takes over the volumes of one of the same task. */
export const volumesFromExists: Rule<TaskDefinition> = {
  id: 'volumes-from-exists',
  severity: 'error',
  summary: '`volumesFrom` names containers of the same task definition.',
  why: "RegisterTaskDefinition answers `Invalid 'volumesFrom' setting. Unknown container: 'x'`.",
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_VolumeFrom.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "volumesFrom": [{ "sourceContainer": "data" }] },
                                                                                                ^^^^^^ no container is named "data"
    { "name": "date", "image": "busybox:1.37", "memory": 16 }
  ]
}`,
    ],
    good: [
      `[
  { "name": "web", "image": "nginx:1.27", "memory": 128, "volumesFrom": [{ "sourceContainer": "data" }] },
  { "name": "data", "image": "busybox:1.37", "memory": 16, "volumesFrom": [{ "sourceContainer": "\${DATA}" }] }
]`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "volumesFrom": [{ "sourceContainer": "data" }] },
    { "name": "\${DATA}", "image": "busybox:1.37", "memory": 16 }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['name', 'volumesFrom'],
  *check(doc) {
    const containers = containersByName(doc)
    for (const { node: container } of doc.containers) {
      for (const { node } of maps(container, 'volumesFrom')) {
        const problem = leadsNowhere(stringAt(node, 'sourceContainer'), containers, 'container')
        if (problem !== undefined) yield problem
      }
    }
  },
}
