import type { Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import type { Span } from '../../../text/span.ts'
import type { TaskDefinition } from '../document.ts'
import { nameProblem } from '../names.ts'
import { areAlternatives } from '../references.ts'

/** Mount points find a volume by its name. */
export const volumeName: Rule<TaskDefinition> = {
  id: 'volume-name',
  aliases: ['volume-name-unique'],
  severity: 'error',
  summary: 'A volume has a name of its own, of 1 to 255 letters, digits, hyphens and underscores.',
  why: 'RegisterTaskDefinition answers `volume.name contains invalid characters.` The length is documented only, and of two volumes with the same name a mount point can mean either: warnings.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html',
    'https://github.com/openfresh/ecs-formation/pull/22',
    'https://github.com/aws/amazon-ecs-cli/issues/277',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "volumes": [
    { "name": "web data" },
              ^^^^^^^^^^ volume name contains " "; it takes letters, digits, - and _
    { "name": "logs" },
    { "name": "logs", "host": { "sourcePath": "/var/log" } }
              ^^^^^^ another volume is named "logs" too
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "volumes": [{ "name": "web_data" }, { "name": "Logs" }, { "name": "logs" }, { "name": "\${VOLUME}" }, { "name": "\${VOLUME}" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check({ definition, volumes }) {
    const alternatives = areAlternatives(get(definition, 'volumes'))
    const first = new Map<string, Span>()
    for (const { name } of volumes) {
      yield* nameProblem(name, 'volume name')
      if (name.kind !== 'known' || name.value === '' || alternatives) continue
      const other = first.get(name.value)
      if (other === undefined) first.set(name.value, name.span)
      else
        yield {
          at: name.span,
          message: `another volume is named "${name.value}" too`,
          severity: 'warning',
          related: [{ span: other, message: 'the first of that name' }],
        }
    }
  },
}
