import type { Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { filledAt, lacks } from '../field.ts'
import { portMappings } from '../ports.ts'

/** The protocol that Service Connect measures. */
export const appProtocol: Rule<TaskDefinition> = {
  id: 'app-protocol',
  severity: 'warning',
  summary: 'A port mapping with an `appProtocol` has a `name`, and its `protocol` is `tcp`.',
  why: 'Service Connect finds the port by its name, so the protocol of one without has no effect; http, http2 and grpc are spoken over TCP. The CDK refuses such a mapping before it deploys.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
    'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ecs.PortMapping.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "portMappings": [
        { "containerPort": 80, "appProtocol": "http" },
                               ^^^^^^^^^^^^^ appProtocol stands without a name; Service Connect finds ports by name
        { "containerPort": 81, "appProtocol": "grpc", "name": "grpc", "protocol": "udp" }
                                                                                  ^^^^^ protocol is udp; an appProtocol needs tcp
      ]
    }
  ]
}`,
    ],
    good: [
      `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "memory": 128,
    "portMappings": [
      { "containerPort": 80, "appProtocol": "http", "name": "\${NAME}" },
      { "containerPort": 81, "appProtocol": "grpc", "name": "grpc", "protocol": "tcp" },
      { "containerPort": 82, "appProtocol": null },
      { "containerPort": 83, "name": "dns", "protocol": "udp" }
    ]
  }
]`,
    ],
  },
  about: 'container',
  reads: ['portMappings'],
  *check(doc) {
    for (const { node, protocol } of portMappings(doc)) {
      const application = filledAt(node, 'appProtocol')
      if (application === undefined) continue
      const at = application.key.span
      if (lacks(node, 'name')) yield { at, message: 'appProtocol stands without a name; Service Connect finds ports by name' }
      if (protocol === 'udp') yield { at: get(node, 'protocol')?.span ?? at, message: 'protocol is udp; an appProtocol needs tcp' }
    }
  },
}
