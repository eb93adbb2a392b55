import type { Rule } from '../../../rules/rule.ts'
import { has, type TaskDefinition } from '../document.ts'
import { allStringsIn, numberAt } from '../field.ts'
import { removeProperty } from '../fix.ts'
import { containersComplete } from '../references.ts'

/** A start timeout ends the patience of those who wait for the container; where nobody waits, it ends nothing. */
export const startTimeoutUnused: Rule<TaskDefinition> = {
  id: 'start-timeout-unused',
  severity: 'off',
  summary: 'A container with a `startTimeout` is one that another container waits for.',
  why: 'The timeout says how long a container that depends on this one waits for its condition. Without such a container it has no effect.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "startTimeout": 60, "dependsOn": [{ "containerName": "db", "condition": "START" }] },
                                                           ^^^^^^^^^^^^^^ startTimeout has no effect; no container depends on this one
    { "name": "db", "image": "postgres:17", "memory": 128 }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "START" }] },
    { "name": "db", "image": "postgres:17", "memory": 128, "startTimeout": 60 }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "\${DB}", "condition": "START" }] },
    { "name": "db", "image": "postgres:17", "memory": 128, "startTimeout": 60 }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['dependsOn', 'name', 'startTimeout'],
  *check(doc) {
    if (!doc.containers.some(({ node }) => has(node, 'startTimeout')) || !containersComplete(doc)) return
    const targets = doc.containers.map(({ node }) => allStringsIn(node, 'dependsOn', 'containerName'))
    if (targets.includes(undefined)) return
    const awaited = new Set(targets.flat())
    for (const container of doc.containers) {
      const timeout = numberAt(container.node, 'startTimeout')
      const { name } = container
      if (timeout.kind !== 'known' || name.kind === 'unknown' || (name.kind === 'known' && awaited.has(name.value))) continue
      yield {
        at: timeout.key,
        message: 'startTimeout has no effect; no container depends on this one',
        fixes: removeProperty(doc.text, container.node, 'startTimeout'),
        tag: 'unnecessary',
      }
    }
  },
}
