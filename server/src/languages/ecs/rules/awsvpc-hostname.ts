import type { Rule } from '../../../rules/rule.ts'
import { effectiveNetworkMode, type TaskDefinition } from '../document.ts'
import { refusedProperty } from '../refused.ts'

/** With a network interface of its own the task has the host name of that. */
export const awsvpcHostname: Rule<TaskDefinition> = {
  id: 'awsvpc-hostname',
  severity: 'error',
  summary: 'With network mode `awsvpc` no container has a `hostname`.',
  why: 'RegisterTaskDefinition answers `hostname is not supported on container when networkMode=awsvpc.` The containers of the task share the name of its network interface.',
  source: [
    'https://github.com/labd/ecs-deplojo/issues/26',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "hostname": "web" }
                                                           ^^^^^^^^^^ hostname is set; network mode awsvpc does not support it
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "hostname": null }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "hostname": "web" }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['hostname'],
  *check(doc) {
    if (effectiveNetworkMode(doc) !== 'awsvpc') return
    yield* refusedProperty(doc, 'hostname', 'hostname is set; network mode awsvpc does not support it')
  },
}
