import type { Rule } from '../../../rules/rule.ts'
import { effectiveNetworkMode, type TaskDefinition } from '../document.ts'
import { changeTo, guess } from '../fix.ts'
import { mismatchedHostPort, portMappings } from '../ports.ts'

/** Where a container uses a network interface as it is, no port can be mapped to another. */
export const hostPortMatches: Rule<TaskDefinition> = {
  id: 'host-port-matches',
  aliases: ['E3053', 'host-port-awsvpc'],
  severity: 'error',
  summary: 'With network mode `awsvpc` or `host` the `hostPort` is left out or the same as the `containerPort`.',
  why: 'RegisterTaskDefinition answers `When networkMode=awsvpc, the host ports and container ports in port mappings must match.` and the same of `host`. Clients reach the container at its own port; a load balancer can listen on another.',
  source: [
    'https://github.com/aws/amazon-ecs-cli/issues/1014',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 8080 }] }
                                                                                                               ^^^^ hostPort is 8080; with awsvpc it is containerPort 80 or left out
  ]
}`,
      `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "hostPort": 8080, "containerPort": 80 }] }
                                                                                          ^^^^ hostPort is 8080; with host it is containerPort 80 or left out
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "portMappings": [
        { "containerPort": 80, "hostPort": 80 },
        { "containerPort": 81, "hostPort": 0 },
        { "containerPort": 82 },
        { "containerPort": 83, "hostPort": \${PORT} }
      ]
    }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 8080 }] }
  ]
}`,
      `[
  { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 8080 }] }
]`,
    ],
  },
  about: 'container',
  reads: ['portMappings'],
  *check(doc) {
    const mode = effectiveNetworkMode(doc)
    for (const mapping of portMappings(doc)) {
      const wrong = mismatchedHostPort(mapping, mode)
      if (wrong === undefined) continue
      const { host, container } = wrong
      yield {
        at: host.span,
        message: `hostPort is ${host.value}; with ${mode} it is containerPort ${container.value} or left out`,
        related: [{ span: container.span, message: 'the container port' }],
        fixes: guess([
          ...changeTo(host.span, container.value),
          ...changeTo(container.span, host.value, `Change containerPort to ${host.value}`),
        ]),
      }
    }
  },
}
