import type { Rule } from '../../../rules/rule.ts'
import { effectiveNetworkMode, type TaskDefinition } from '../document.ts'
import { refusedProperty } from '../refused.ts'

/** Links are a feature of the bridge that Docker builds. */
export const linksNetworkMode: Rule<TaskDefinition> = {
  id: 'links-network-mode',
  aliases: ['awsvpc-links'],
  severity: 'error',
  summary: 'Containers have `links` only with network mode `bridge`.',
  why: 'RegisterTaskDefinition answers `Links are not supported when networkMode=awsvpc.` Containers of such a task reach each other at `localhost`. For `host` and `none` it is documented, so it is a warning.',
  source: [
    'https://github.com/aws-observability/aws-otel-collector/issues/1359',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "links": ["db"] },
                                                           ^^^^^^^ links are set; network mode awsvpc does not support them
    { "name": "db", "image": "postgres:17", "memory": 128 }
  ]
}`,
      `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "links": ["db"] },
                                                           ^^^^^^^ links are set; network mode host does not support them
    { "name": "db", "image": "postgres:17", "memory": 128 }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "links": ["db"] },
    { "name": "db", "image": "postgres:17", "memory": 128 }
  ]
}`,
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "links": [] }
  ]
}`,
      `[
  { "name": "web", "image": "nginx:1.27", "memory": 128, "links": ["db"] },
  { "name": "db", "image": "postgres:17", "memory": 128 }
]`,
    ],
  },
  about: 'container',
  reads: ['links'],
  *check(doc) {
    const mode = effectiveNetworkMode(doc)
    if (mode !== 'awsvpc' && mode !== 'host' && mode !== 'none') return
    const severity = mode === 'awsvpc' ? undefined : 'warning'
    yield* refusedProperty(doc, 'links', `links are set; network mode ${mode} does not support them`, severity)
  },
}
