import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { booleanAt } from '../field.ts'
import { mountedVolumes } from '../mounts.ts'
import { containersComplete } from '../references.ts'

/** An EBS volume of its own for every task, so somebody has to use it. Other volumes may stay unmounted. */
export const volumeConfiguredAtLaunch: Rule<TaskDefinition> = {
  id: 'volume-configured-at-launch',
  severity: 'error',
  summary: 'A volume that is `configuredAtLaunch` is mounted by a container.',
  why: 'RegisterTaskDefinition answers `Volumes [x] are not referenced by any of the containers`. Volumes of other kinds are registered even if nobody mounts them.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html'],
  examples: {
    bad: [
      `{
  "family": "db",
  "volumes": [{ "name": "data", "configuredAtLaunch": true }],
                        ^^^^^^ no container mounts volume "data"; a volume that is configured at launch has to be mounted
  "containerDefinitions": [
    { "name": "db", "image": "postgres:17", "memory": 512 }
  ]
}`,
    ],
    good: [
      `{
  "family": "db",
  "volumes": [
    { "name": "data", "configuredAtLaunch": true },
    { "name": "spare", "configuredAtLaunch": false },
    { "name": "scratch" }
  ],
  "containerDefinitions": [
    { "name": "db", "image": "postgres:17", "memory": 512, "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }] }
  ]
}`,
      `{
  "family": "db",
  "volumes": [{ "name": "data", "configuredAtLaunch": true }],
  "containerDefinitions": [
    { "name": "db", "image": "postgres:17", "memory": 512, "mountPoints": [{ "sourceVolume": "\${VOLUME}", "containerPath": "/data" }] }
  ]
}`,
    ],
  },
  *check(doc) {
    const mounted = containersComplete(doc) ? mountedVolumes(doc) : undefined
    if (mounted === undefined) return
    for (const { node, name } of doc.volumes) {
      const atLaunch = booleanAt(node, 'configuredAtLaunch')
      if (atLaunch.kind !== 'known' || !atLaunch.value || name.kind !== 'known' || mounted.has(name.value)) continue
      yield {
        at: name.span,
        message: `no container mounts volume "${name.value}"; a volume that is configured at launch has to be mounted`,
        related: [{ span: atLaunch.span, message: 'configured at launch' }],
      }
    }
  },
}
