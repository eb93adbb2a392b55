import type { Rule } from '../../../rules/rule.ts'
import { dependencies } from '../dependencies.ts'
import type { TaskDefinition } from '../document.ts'
import { lacks } from '../field.ts'
import { changeTo, guess } from '../fix.ts'

/** Nobody finds out whether a container without a health check is healthy; the check of its image does not count. */
export const dependsOnHealthy: Rule<TaskDefinition> = {
  id: 'depends-on-healthy',
  severity: 'error',
  summary: 'With the condition `HEALTHY` a container waits for one that has a `healthCheck`.',
  why: 'RegisterTaskDefinition answers `A dependency container with HEALTHY condition must have health check configured`. A `HEALTHCHECK` in the Dockerfile is not seen by ECS.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "db", "image": "postgres:17", "memory": 128 },
    { "name": "web", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "HEALTHY" }] }
                                                                                                               ^^^^^^^^^ condition is HEALTHY, but container "db" has no healthCheck
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "db", "image": "postgres:17", "memory": 128, "healthCheck": { "command": ["CMD", "pg_isready"] } },
    { "name": "cache", "image": "redis:7", "memory": 128, "healthCheck": \${CHECK} },
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "dependsOn": [
        { "containerName": "db", "condition": "HEALTHY" },
        { "containerName": "cache", "condition": "HEALTHY" }
      ]
    }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['dependsOn', 'healthCheck', 'name'],
  *check(doc) {
    for (const { from, to, condition } of dependencies(doc)) {
      if (to === undefined || to === from || condition.kind !== 'known' || condition.value !== 'HEALTHY') continue
      if (!lacks(to.node, 'healthCheck')) continue
      yield {
        at: condition.span,
        message: `condition is HEALTHY, but ${to.label} has no healthCheck`,
        related: [{ span: to.anchor, message: 'the container without a health check' }],
        fixes: guess(changeTo(condition.span, 'START')),
      }
    }
  },
}
