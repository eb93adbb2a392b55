import type { Rule } from '../../../rules/rule.ts'
import type { Span } from '../../../text/span.ts'
import { effectiveNetworkMode, type TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { portMappings } from '../ports.ts'

/** A service finds a port by its name. */
export const portNameUnique: Rule<TaskDefinition> = {
  id: 'port-name-unique',
  severity: 'error',
  summary: 'The names of port mappings are unique within a task definition.',
  why: 'RegisterTaskDefinition answers `When networkMode=awsvpc, port mapping name is already used`, also for mappings of different containers. With other network modes it is a warning: nobody can tell which port a service means.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "name": "http" }] },
    { "name": "admin", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 81, "name": "http" }] }
                                                                                                             ^^^^^^ another port mapping of this task is named "http" too
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "name": "http" }] },
    { "name": "http", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 81, "name": "http-2" }, { "containerPort": 82 }] }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['portMappings'],
  *check(doc) {
    const severity = effectiveNetworkMode(doc) === 'awsvpc' ? undefined : ('warning' as const)
    const first = new Map<string, Span>()
    for (const { node, alternative } of portMappings(doc)) {
      const name = stringAt(node, 'name')
      if (alternative || name.kind !== 'known' || name.value === '') continue
      const other = first.get(name.value)
      if (other === undefined) first.set(name.value, name.span)
      else
        yield {
          at: name.span,
          message: `another port mapping of this task is named "${name.value}" too`,
          related: [{ span: other, message: 'the first of that name' }],
          ...(severity && { severity }),
        }
    }
  },
}
