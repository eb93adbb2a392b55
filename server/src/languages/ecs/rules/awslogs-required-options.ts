import type { Rule } from '../../../rules/rule.ts'
import { entries, get, text } from '../../../syntax/node.ts'
import { hasPlaceholder } from '../../../syntax/placeholder.ts'
import type { Fix } from '../../../text/finding.ts'
import { awslogsOptionMeant, awslogsOptionNames } from '../awslogs.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { addProperties, addProperty, guess } from '../fix.ts'
import { ecrRegion } from '../image-registry.ts'
import { type Logging, listed, loggingsBy, missingOptions, optionsAnchor } from '../logging.ts'

/** Where the driver writes to has no default; on Fargate the name of the stream has none either. */
export const awslogsRequiredOptions: Rule<TaskDefinition> = {
  id: 'awslogs-required-options',
  aliases: ['awslogs-group', 'awslogs-region', 'awslogs-stream-prefix'],
  severity: 'error',
  summary: 'The log driver `awslogs` has the options `awslogs-group` and `awslogs-region`, on Fargate `awslogs-stream-prefix` too.',
  why: 'RegisterTaskDefinition answers `Log driver awslogs requires options: awslogs-region, awslogs-group`, or `Fargate requires log configuration options to include awslogs-stream-prefix to support log driver awslogs.`',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html',
    'https://github.com/klothoplatform/klotho/issues/892',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "executionRoleArn": "ecsTaskExecutionRole",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/web" }
        ^^^^^^^^^ awslogs lacks awslogs-region and awslogs-stream-prefix; without them the driver is refused
      }
    }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs" } }
                                                                                              ^^^^^^^^^ awslogs lacks awslogs-group and awslogs-region; without them the driver is refused
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-region": "eu-west-1", "awslogs-group": "\${GROUP}" }
      }
    }
  ]
}`,
      `[
  { "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awslogs", "options": \${OPTIONS} } }
]`,
    ],
  },
  about: 'container',
  reads: ['logConfiguration'],
  *check(doc) {
    const all = loggingsBy(doc, 'awslogs')
    for (const logging of all) {
      const meant = misspelt(logging)
      const demanded = doc.fargate ? [...everywhere, 'awslogs-stream-prefix'] : everywhere
      const missing = missingOptions(logging, demanded).filter((name) => !meant.has(name))
      if (missing.length === 0) continue
      yield {
        at: optionsAnchor(logging),
        message: `awslogs lacks ${listed(missing)}; without ${missing.length === 1 ? 'it' : 'them'} the driver is refused`,
        fixes: guess(completed(doc, all, logging, missing)),
      }
    }
  },
}

const everywhere = ['awslogs-group', 'awslogs-region'] as const

/** What is there with a slip in its name is an unknown option, not a missing one. */
function misspelt({ options }: Logging): ReadonlySet<string | undefined> {
  const unknown = entries(options).flatMap(({ key }) => (awslogsOptionNames.has(String(key.value)) ? [] : [String(key.value)]))
  return new Set(unknown.map(awslogsOptionMeant))
}

/** One fix that writes all missing options, if a value can be found for each. */
function completed(doc: TaskDefinition, all: readonly Logging[], logging: Logging, missing: readonly string[]): readonly Fix[] {
  const values: Record<string, string> = {}
  for (const name of missing) {
    const value = neighbour(all, name) ?? usual(doc, name)
    if (value === undefined) return []
    values[name] = value
  }
  const { options, node } = logging
  if (options === undefined) return addProperty(doc.text, node, 'options', values)
  return options.kind === 'map' ? addProperties(doc.text, options, values) : []
}

/** What another container of the task says: they mostly log to the same place. */
function neighbour(all: readonly Logging[], name: string): string | undefined {
  for (const { options } of all.slice(0, 20)) {
    const value = text(get(options, name))
    if (value !== undefined) return value
  }
  return undefined
}

function usual(doc: TaskDefinition, name: string): string | undefined {
  if (name === 'awslogs-stream-prefix') return 'ecs'
  if (name === 'awslogs-region') return regionOfImages(doc)
  const family = stringAt(doc.definition, 'family')
  return family.kind === 'known' ? `/ecs/${family.value}` : undefined
}

function regionOfImages({ containers }: TaskDefinition): string | undefined {
  for (const { image } of containers.slice(0, 20)) {
    const region = image.kind === 'known' && !hasPlaceholder(image.value) ? ecrRegion(image.value) : undefined
    if (region !== undefined) return region
  }
  return undefined
}
