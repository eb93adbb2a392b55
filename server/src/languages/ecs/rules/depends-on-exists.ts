import type { Rule } from '../../../rules/rule.ts'
import { dependencies } from '../dependencies.ts'
import type { TaskDefinition } from '../document.ts'
import { containersByName, leadsNowhere } from '../references.ts'

/** A container can wait only for one of the same task. */
export const dependsOnExists: Rule<TaskDefinition> = {
  id: 'depends-on-exists',
  severity: 'error',
  summary: '`dependsOn` names containers of the same task definition.',
  why: "RegisterTaskDefinition answers `Cannot depend on container + 'x' because it does not exist`. Names are compared letter for letter.",
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "migrations", "condition": "SUCCESS" }] },
                                                                                            ^^^^^^^^^^^^ no container is named "migrations"
    { "name": "migration", "image": "flyway:10", "memory": 128, "essential": false }
  ]
}`,
      `[
  { "name": "web", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "Db", "condition": "START" }] },
                                                                                          ^^^^ no container is named "Db"
  { "name": "db", "image": "postgres:17", "memory": 128 }
]`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "START" }] },
    { "name": "db", "image": "postgres:17", "memory": 128, "dependsOn": [{ "containerName": "\${INIT}", "condition": "START" }] }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "START" }] },
    { "name": "\${DB}", "image": "postgres:17", "memory": 128 }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['dependsOn', 'name'],
  *check(doc) {
    const containers = containersByName(doc)
    for (const { target } of dependencies(doc)) {
      const problem = leadsNowhere(target, containers, 'container')
      if (problem !== undefined) yield problem
    }
  },
}
