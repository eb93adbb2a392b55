import type { Rule } from '../../../rules/rule.ts'
import { effectiveNetworkMode, type TaskDefinition } from '../document.ts'
import { filledAt } from '../field.ts'
import { portMappings } from '../ports.ts'

/** Service Connect, which names are for, has no place on the network of the host. */
export const portNameNetworkMode: Rule<TaskDefinition> = {
  id: 'port-name-network-mode',
  severity: 'warning',
  summary: 'Port mappings have a `name` or `appProtocol` only with network mode `awsvpc` or `bridge`.',
  why: 'Both are for Service Connect, which works with these two modes. The CDK refuses such a task definition before it deploys.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html',
    'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ecs.PortMapping.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "name": "http", "appProtocol": "http" }] }
                                                                                                   ^^^^^^ name is set; it needs network mode awsvpc or bridge, and this is host
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "name": "" }] }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "name": "http", "appProtocol": "http" }] }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['portMappings'],
  *check(doc) {
    // With "none" the port mapping itself is what does not go.
    if (effectiveNetworkMode(doc) !== 'host') return
    for (const { node } of portMappings(doc)) {
      const found = filledAt(node, 'name') ?? filledAt(node, 'appProtocol')
      if (found !== undefined)
        yield { at: found.key.span, message: `${found.key.value} is set; it needs network mode awsvpc or bridge, and this is host` }
    }
  },
}
