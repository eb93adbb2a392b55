import type { Problem, Rule } from '../../../../rules/rule.ts'
import type { MapNode } from '../../../../syntax/node.ts'
import { keySpan, maps } from '../../document.ts'
import { filledAt, stringAt } from '../../field.ts'
import { changeTo, guess, removeProperty } from '../../fix.ts'
import type { ServiceDefinition } from '../document.ts'

const mostStrategies = 5

/** What instances are ranked by. */
export const placementStrategy: Rule<ServiceDefinition> = {
  id: 'placement-strategy',
  severity: 'error',
  summary:
    'A service has at most five placement strategies; `binpack` goes by `cpu` or `memory`, `spread` by an attribute, `instanceId` or `host`, `random` by nothing.',
  why: "CreateService answers `Maximum number of strategies is 5.`, `binpack field 'x' is invalid.` or `random field should not be specified.` The fields of `spread` are documented, so others are a warning.",
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementStrategy.html'],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "placementStrategy": [
    { "type": "spread", "field": "zone" },
                                 ^^^^^^ spread goes by instanceId, host or attribute:NAME, not by "zone"
    { "type": "binpack", "field": "disk" },
                                  ^^^^^^ binpack goes by cpu or memory, not by "disk"
    { "type": "random", "field": "cpu" }
                        ^^^^^^^ random takes no field
  ]
}`,
    ],
    good: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "placementStrategy": [
    { "type": "spread", "field": "attribute:ecs.availability-zone" },
    { "type": "spread", "field": "instanceId" },
    { "type": "binpack", "field": "MEMORY" },
    { "type": "binpack", "field": "\${FIELD}" },
    { "type": "random" }
  ]
}`,
    ],
  },
  *check({ text, service }) {
    const strategies = maps(service, 'placementStrategy')
    const at = keySpan(service, 'placementStrategy')
    if (at !== undefined && strategies.length > mostStrategies)
      yield { at, message: `${strategies.length} strategies are given; there can be ${mostStrategies}` }
    for (const { node } of strategies) yield* field(text, node)
  },
}

function* field(text: string, strategy: MapNode): Iterable<Problem> {
  const type = stringAt(strategy, 'type')
  const by = stringAt(strategy, 'field')
  if (type.kind !== 'known') return
  if (type.value === 'random') {
    const found = filledAt(strategy, 'field')
    if (found !== undefined) yield { at: found.key.span, message: 'random takes no field', fixes: removeProperty(text, strategy, 'field') }
  } else if (by.kind === 'known' && type.value === 'binpack' && !/^(cpu|memory)$/i.test(by.value)) {
    const fixes = guess([...changeTo(by.span, 'memory'), ...changeTo(by.span, 'cpu')])
    yield { at: by.span, message: `binpack goes by cpu or memory, not by ${JSON.stringify(by.value)}`, fixes }
  } else if (by.kind === 'known' && type.value === 'spread' && !/^(instanceId|host|attribute:.+)$/i.test(by.value)) {
    const fixes = /zone/i.test(by.value) ? guess(changeTo(by.span, 'attribute:ecs.availability-zone')) : []
    const message = `spread goes by instanceId, host or attribute:NAME, not by ${JSON.stringify(by.value)}`
    yield { at: by.span, message, severity: 'warning', fixes }
  }
}
