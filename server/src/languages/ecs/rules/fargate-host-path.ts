import type { Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { guess, removeProperty } from '../fix.ts'

/** There is no host whose folders could be mounted. A blank path is `host-path-blank`. */
export const fargateHostPath: Rule<TaskDefinition> = {
  id: 'fargate-host-path',
  aliases: ['fargate-source-path'],
  severity: 'error',
  summary: 'On Fargate no volume names a path of the host.',
  why: 'RegisterTaskDefinition answers `Fargate compatible task definitions do not support sourcePath`. A volume with a name alone, or an empty `host`, is scratch space of the task and is accepted.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html',
    'https://github.com/cloudposse/terraform-aws-ecs-alb-service-task/issues/174',
  ],
  examples: {
    bad: [
      `{
  "family": "agent",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "volumes": [
    { "name": "docker", "host": { "sourcePath": "/var/run/docker.sock" } }
                                                ^^^^^^^^^^^^^^^^^^^^^^ sourcePath is /var/run/docker.sock; Fargate has no host paths to mount
  ],
  "containerDefinitions": [
    { "name": "agent", "image": "agent:7", "mountPoints": [{ "sourceVolume": "docker", "containerPath": "/docker.sock" }] }
  ]
}`,
    ],
    good: [
      `{
  "family": "agent",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "volumes": [
    { "name": "docker", "host": {} },
    { "name": "proc", "host": { "sourcePath": "\${PROC}" } }
  ],
  "containerDefinitions": [
    { "name": "agent", "image": "agent:7", "mountPoints": [{ "sourceVolume": "docker", "containerPath": "/scratch" }] }
  ]
}`,
      `{
  "family": "agent",
  "volumes": [
    { "name": "docker", "host": { "sourcePath": "/var/run/docker.sock" } }
  ],
  "containerDefinitions": [
    {
      "name": "agent",
      "image": "agent:7",
      "memory": 128,
      "mountPoints": [{ "sourceVolume": "docker", "containerPath": "/docker.sock" }]
    }
  ]
}`,
    ],
  },
  about: 'frame',
  *check({ text, fargate, volumes }) {
    if (!fargate) return
    for (const { node } of volumes) {
      const host = get(node, 'host')
      const path = stringAt(host, 'sourcePath')
      if (host?.kind !== 'map' || path.kind !== 'known' || path.value.trim() === '') continue
      yield {
        at: path.span,
        message: `sourcePath is ${path.value}; Fargate has no host paths to mount`,
        fixes: guess(removeProperty(text, host, 'sourcePath')),
      }
    }
  },
}
