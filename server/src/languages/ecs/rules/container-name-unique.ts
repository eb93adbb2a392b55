import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { containersAreAlternatives } from '../references.ts'

/** Two containers of a task must not share a name: dependencies, links and volumes find them by it. */
export const containerNameUnique: Rule<TaskDefinition> = {
  id: 'container-name-unique',
  severity: 'error',
  summary: 'Container names are unique within a task definition.',
  why: 'RegisterTaskDefinition answers `Container names must be unique within a task definition`. Everything that refers to a container (`dependsOn`, `links`, `volumesFrom`, a load balancer) finds it by its name.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "app", "image": "nginx:1.27", "memory": 128 },
    { "name": "app", "image": "envoy:1.31", "memory": 128 }
              ^^^^^ another container is named "app" too
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "app", "image": "nginx:1.27", "memory": 128 },
    { "name": "App", "image": "envoy:1.31", "memory": 128 },
    { "name": "\${NAME}", "image": "envoy:1.31", "memory": 128 },
    { "name": "\${NAME}", "image": "envoy:1.31", "memory": 128 }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    {{ if .Debug }}
    { "name": "app", "image": "app:debug", "memory": 512 }
    {{ else }}
    { "name": "app", "image": "app:1", "memory": 128 }
    {{ end }}
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['name'],
  *check(doc) {
    if (containersAreAlternatives(doc)) return
    const first = new Map<string, { readonly start: number; readonly end: number }>()
    for (const { name } of doc.containers) {
      if (name.kind !== 'known' || name.value === '') continue
      const other = first.get(name.value)
      if (other === undefined) first.set(name.value, name.span)
      else
        yield {
          at: name.span,
          message: `another container is named "${name.value}" too`,
          related: [{ span: other, message: 'the first of that name' }],
        }
    }
  },
}
