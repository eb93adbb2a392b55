import type { Problem, Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import { has, type TaskDefinition } from '../document.ts'
import { booleanAt } from '../field.ts'
import { mountedVolumes } from '../mounts.ts'
import { areAlternatives, containersComplete } from '../references.ts'

/** An EBS volume of its own for every task, so somebody has to use it. Other volumes may stay unmounted. */
export const volumeConfiguredAtLaunch: Rule<TaskDefinition> = {
  id: 'volume-configured-at-launch',
  severity: 'error',
  summary: 'A volume that is `configuredAtLaunch` is mounted by a container, and there is one of them at most.',
  why: 'RegisterTaskDefinition answers `Volumes [x] are not referenced by any of the containers`. Volumes of other kinds are registered even if nobody mounts them. That there can be only one is documented, so a second one is a warning.',
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
      `{
  "family": "db",
  "volumes": [
    { "name": "data", "configuredAtLaunch": true },
    { "name": "logs", "configuredAtLaunch": true }
                                            ^^^^ another volume is configured at launch already; a definition takes 1
  ],
  "containerDefinitions": [
    {
      "name": "db",
      "image": "postgres:17",
      "memory": 512,
      "mountPoints": [{ "sourceVolume": "data", "containerPath": "/data" }, { "sourceVolume": "logs", "containerPath": "/logs" }]
    }
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
  about: 'containers',
  reads: ['mountPoints'],
  *check(doc) {
    if (!doc.volumes.some(({ node }) => has(node, 'configuredAtLaunch'))) return
    yield* second(doc)
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

function* second({ definition, volumes }: TaskDefinition): Iterable<Problem> {
  if (areAlternatives(get(definition, 'volumes'))) return
  const [first, ...rest] = volumes.flatMap(({ node }) => {
    const atLaunch = booleanAt(node, 'configuredAtLaunch')
    return atLaunch.kind === 'known' && atLaunch.value ? [atLaunch] : []
  })
  for (const { span: at } of first === undefined ? [] : rest)
    yield {
      at,
      message: 'another volume is configured at launch already; a definition takes 1',
      severity: 'warning',
      ...(first && { related: [{ span: first.span, message: 'the first' }] }),
    }
}
