import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { isPort, portMappings } from '../ports.ts'

/** A port mapping is about a port of the container. */
export const containerPort: Rule<TaskDefinition> = {
  id: 'container-port',
  severity: 'error',
  summary: 'A `containerPort` is 1 to 65535.',
  why: "RegisterTaskDefinition answers `Invalid 'containerPort' setting for container 'x'.`",
  source: [
    'https://github.com/aws/aws-cli/issues/7288',
    'https://github.com/aws/aws-cdk/issues/8762',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "portMappings": [
        { "containerPort": 0 },
                           ^ containerPort is 0; ports are 1 to 65535
        { "containerPort": 65536, "protocol": "udp" }
                           ^^^^^ containerPort is 65536; ports are 1 to 65535
      ]
    }
  ]
}`,
      `[
  { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": -1 }] }
                                                                                             ^^ containerPort is -1; ports are 1 to 65535
]`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "portMappings": [
        { "containerPort": 1 },
        { "containerPort": 65535 },
        { "containerPort": \${PORT} },
        { "containerPortRange": "8080-8090" }
      ]
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['portMappings'],
  *check(doc) {
    for (const { containerPort: port, range } of portMappings(doc)) {
      // Beside a range a single port is wrong whatever it is.
      if (port.kind !== 'known' || isPort(port.value) || range.kind !== 'absent') continue
      yield { at: port.span, message: `containerPort is ${port.value}; ports are 1 to 65535` }
    }
  },
}
