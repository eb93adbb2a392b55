import type { Rule } from '../../../rules/rule.ts'
import { effectiveNetworkMode, type TaskDefinition } from '../document.ts'
import { refusedProperty } from '../refused.ts'

/** With a network interface of its own the task has an /etc/hosts that nobody may add to. */
export const awsvpcExtraHosts: Rule<TaskDefinition> = {
  id: 'awsvpc-extra-hosts',
  severity: 'error',
  summary: 'With network mode `awsvpc` no container has `extraHosts`.',
  why: 'RegisterTaskDefinition answers `Extra hosts are not supported on container when networkMode=awsvpc`. Containers of the task reach each other at `localhost`, others by names in DNS.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "extraHosts": [{ "hostname": "db", "ipAddress": "10.0.0.5" }] }
                                                           ^^^^^^^^^^^^ extraHosts are set; network mode awsvpc does not support them
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "extraHosts": [] }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "extraHosts": [{ "hostname": "db", "ipAddress": "10.0.0.5" }] }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['extraHosts'],
  *check(doc) {
    if (effectiveNetworkMode(doc) !== 'awsvpc') return
    yield* refusedProperty(doc, 'extraHosts', 'extraHosts are set; network mode awsvpc does not support them')
  },
}
