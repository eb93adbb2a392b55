import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { booleanAt } from '../field.ts'
import { mountedVolumes } from '../mounts.ts'
import { containersComplete } from '../references.ts'

/** A volume without use is registered; often it is a mount point that was forgotten. */
export const volumeUnused: Rule<TaskDefinition> = {
  id: 'volume-unused',
  severity: 'off',
  summary: 'Every volume is mounted by a container.',
  why: 'The service registers volumes that nobody mounts and ignores them. Those that are `configuredAtLaunch` it refuses: see `volume-configured-at-launch`.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_data_volumes.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "volumes": [{ "name": "html" }, { "name": "cache", "host": {} }],
                                            ^^^^^^^ no container mounts volume "cache"
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "html", "containerPath": "/html" }] }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "volumes": [{ "name": "html" }, { "name": "\${CACHE}" }],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "html", "containerPath": "/html" }] }
  ]
}`,
      `{
  "family": "web",
  "volumes": [{ "name": "html" }, { "name": "cache" }],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": \${MOUNTS} }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['mountPoints'],
  *check(doc) {
    const mounted = doc.volumes.length > 0 && containersComplete(doc) ? mountedVolumes(doc) : undefined
    if (mounted === undefined) return
    for (const { node, name } of doc.volumes) {
      const atLaunch = booleanAt(node, 'configuredAtLaunch')
      if (name.kind !== 'known' || mounted.has(name.value) || (atLaunch.kind === 'known' && atLaunch.value)) continue
      yield { at: name.span, message: `no container mounts volume "${name.value}"`, tag: 'unnecessary' }
    }
  },
}
