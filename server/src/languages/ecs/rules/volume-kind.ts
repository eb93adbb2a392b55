import type { Rule } from '../../../rules/rule.ts'
import { entry, type MapNode } from '../../../syntax/node.ts'
import type { Span } from '../../../text/span.ts'
import type { TaskDefinition } from '../document.ts'
import { booleanAt, filledAt } from '../field.ts'
import { guess, removeProperty } from '../fix.ts'

/** A volume lies in one place. */
export const volumeKind: Rule<TaskDefinition> = {
  id: 'volume-kind',
  severity: 'warning',
  summary:
    'A volume has at most one of `host`, `dockerVolumeConfiguration`, `efsVolumeConfiguration`, `fsxWindowsFileServerVolumeConfiguration`, `s3filesVolumeConfiguration` and `configuredAtLaunch`.',
  why: 'Each says where the data lies, and it is documented that a volume has a name and one of them. Without any it is scratch space of the task.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "volumes": [
    { "name": "a", "host": { "sourcePath": "/data" }, "efsVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0" } },
                                                      ^^^^^^^^^^^^^^^^^^^^^^^^ the volume has host already; it can have one of them
    { "name": "b", "configuredAtLaunch": true, "dockerVolumeConfiguration": { "scope": "task" } }
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^ the volume has configuredAtLaunch already; it can have one of them
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "volumes": [
    { "name": "a", "host": { "sourcePath": null }, "efsVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0" }, "dockerVolumeConfiguration": null },
    { "name": "b", "host": {}, "dockerVolumeConfiguration": { "scope": "task" }, "configuredAtLaunch": false },
    { "name": "c", "host": { "sourcePath": "/data" } },
    { "name": "d" }
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check({ text, volumes }) {
    for (const { node } of volumes) {
      const [first, second, ...rest] = kindsOf(node).sort((a, b) => a.span.start - b.span.start)
      if (first === undefined || second === undefined) continue
      yield {
        at: second.span,
        message: `the volume has ${first.key} already; it can have one of them`,
        related: [first, ...rest].map(({ span, key }) => ({ span, message: key })),
        fixes: guess([first, second, ...rest].flatMap(({ key }) => removeProperty(text, node, key))),
      }
    }
  },
}

interface Kind {
  readonly key: string
  readonly span: Span
}

function kindsOf(volume: MapNode): Kind[] {
  return ['host', ...configurations, 'configuredAtLaunch'].flatMap((key) => {
    const found = entry(volume, key)
    return found !== undefined && saysWhere(volume, key) ? [{ key, span: found.key.span }] : []
  })
}

/** An empty host is what every volume without a configuration has. */
function saysWhere(volume: MapNode, key: string): boolean {
  if (key === 'host') return filledAt(entry(volume, 'host')?.value, 'sourcePath') !== undefined
  if (key !== 'configuredAtLaunch') return filledAt(volume, key) !== undefined
  const atLaunch = booleanAt(volume, key)
  return atLaunch.kind === 'known' && atLaunch.value
}

const configurations = [
  'dockerVolumeConfiguration',
  'efsVolumeConfiguration',
  'fsxWindowsFileServerVolumeConfiguration',
  's3filesVolumeConfiguration',
] as const
