import type { Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { removeProperty } from '../fix.ts'

/** Who wants no path of the host leaves the key out. */
export const hostPathBlank: Rule<TaskDefinition> = {
  id: 'host-path-blank',
  severity: 'error',
  summary: 'The `sourcePath` of a volume is not blank.',
  why: 'RegisterTaskDefinition answers `host.sourcePath should not be blank.` Without the key the agent makes a folder for the volume.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HostVolumeProperties.html',
    'https://github.com/aws/amazon-ecs-cli/issues/11',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "volumes": [{ "name": "html", "host": { "sourcePath": "" } }, { "name": "cache", "host": { "sourcePath": " " } }],
                                                        ^^ sourcePath is blank; without a path of the host it is left out
                                                                                                           ^^^ sourcePath is blank; without a path of the host it is left out
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "volumes": [{ "name": "html", "host": {} }, { "name": "cache", "host": { "sourcePath": "/cache" } }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check({ text, volumes }) {
    for (const { node } of volumes) {
      const host = get(node, 'host')
      const path = stringAt(host, 'sourcePath')
      if (host?.kind !== 'map' || path.kind !== 'known' || path.value.trim() !== '') continue
      yield {
        at: path.span,
        message: 'sourcePath is blank; without a path of the host it is left out',
        fixes: removeProperty(text, host, 'sourcePath'),
      }
    }
  },
}
