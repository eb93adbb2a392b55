import type { Rule } from '../../../rules/rule.ts'
import { entry } from '../../../syntax/node.ts'
import { type Fix, fixesOf } from '../../../text/finding.ts'
import type { TaskDefinition } from '../document.ts'
import { addProperty, guess } from '../fix.ts'
import { mounts } from '../mounts.ts'
import { leadsNowhere, volumesByName } from '../references.ts'

/** What a container mounts is declared at the level of the task. */
export const mountVolumeExists: Rule<TaskDefinition> = {
  id: 'mount-volume-exists',
  severity: 'error',
  summary: 'The `sourceVolume` of a mount point is one of the `volumes` of the task definition.',
  why: "RegisterTaskDefinition answers `Unknown volume 'x'.` A volume without further configuration is scratch space that lives as long as the task.",
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html',
    'https://github.com/ansible/ansible/issues/35751',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "html", "containerPath": "/html" }] }
                                                                                             ^^^^^^ no volume is named "html"
  ]
}`,
      `{
  "family": "web",
  "volumes": [{ "name": "content" }],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "contents", "containerPath": "/html" }] }
                                                                                             ^^^^^^^^^^ no volume is named "contents"
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "volumes": [{ "name": "html" }],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "html", "containerPath": "/html" }] },
    { "name": "api", "image": "api:1", "memory": 128, "mountPoints": [{ "sourceVolume": "\${VOLUME}", "containerPath": "/data" }] }
  ]
}`,
      `{
  "family": "web",
  "volumes": [{ "name": "\${VOLUME}" }],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "html", "containerPath": "/html" }] }
  ]
}`,
      `[
  { "name": "web", "image": "nginx:1.27", "memory": 128, "mountPoints": [{ "sourceVolume": "html", "containerPath": "/html" }] }
]`,
    ],
  },
  about: 'container',
  reads: ['mountPoints'],
  *check(doc) {
    const volumes = volumesByName(doc)
    for (const { volume } of mounts(doc)) {
      const problem = leadsNowhere(volume, volumes, 'volume')
      if (problem === undefined || volume.kind !== 'known') continue
      yield { ...problem, fixes: [...fixesOf(problem), ...guess(declared(doc, volume.value))] }
    }
  },
}

/** Only where no volumes are written yet; beside others the nearest of them is the better guess. */
function declared({ text, definition }: TaskDefinition, name: string): readonly Fix[] {
  if (definition === undefined || entry(definition, 'volumes') !== undefined) return []
  return addProperty(text, definition, 'volumes', [{ name }], `Declare the volume "${name}"`)
}
