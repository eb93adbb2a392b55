import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { filledAt } from '../field.ts'
import { guess, removeProperty } from '../fix.ts'

/** Docker volumes live on a container instance. */
export const fargateDockerVolume: Rule<TaskDefinition> = {
  id: 'fargate-docker-volume',
  severity: 'error',
  summary: 'On Fargate no volume has a `dockerVolumeConfiguration`.',
  why: 'RegisterTaskDefinition answers `Fargate compatible task definitions do not support dockerVolumeConfiguration`. A volume with a name alone is scratch space of the task; what must outlive the task belongs on EFS or on an EBS volume that is configured at launch.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/docker-volumes.html'],
  examples: {
    bad: [
      `{
  "family": "db",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "volumes": [
    { "name": "data", "dockerVolumeConfiguration": { "scope": "shared", "autoprovision": true } }
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Fargate does not support Docker volumes
  ],
  "containerDefinitions": [
    { "name": "db", "image": "postgres:17", "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ]
}`,
    ],
    good: [
      `{
  "family": "db",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "volumes": [
    { "name": "scratch", "dockerVolumeConfiguration": null },
    { "name": "data", "efsVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0" } }
  ],
  "containerDefinitions": [
    { "name": "db", "image": "postgres:17", "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ]
}`,
    ],
  },
  about: 'frame',
  *check({ text, fargate, volumes }) {
    if (!fargate) return
    for (const { node } of volumes) {
      const docker = filledAt(node, 'dockerVolumeConfiguration')
      if (docker === undefined) continue
      yield {
        at: docker.key.span,
        message: 'Fargate does not support Docker volumes',
        fixes: guess(removeProperty(text, node, 'dockerVolumeConfiguration')),
      }
    }
  },
}
