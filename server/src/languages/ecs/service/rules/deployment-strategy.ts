import type { Problem, Rule } from '../../../../rules/rule.ts'
import { get, type MapNode } from '../../../../syntax/node.ts'
import type { Span } from '../../../../text/span.ts'
import { filledAt, numberAt, stringAt } from '../../field.ts'
import { changeTo, guess, removeProperty } from '../../fix.ts'
import type { ServiceDefinition } from '../document.ts'

/** How a deployment shifts the traffic, and how fast. */
export const deploymentStrategy: Rule<ServiceDefinition> = {
  id: 'deployment-strategy',
  aliases: ['linear-deployment', 'canary-deployment'],
  severity: 'warning',
  summary:
    'A `linearConfiguration` stands with the strategy `LINEAR` and a `canaryConfiguration` with `CANARY`; their shares are 3 and 0.1 to 100 % in tenths, their times up to 1440 minutes.',
  why: 'That is how they are documented, and the CDK refuses the rest before it deploys.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html',
  ],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "deploymentConfiguration": {
    "strategy": "LINEAR",
    "linearConfiguration": { "stepPercent": 2.5, "stepBakeTimeInMinutes": 1441 },
                                            ^^^ stepPercent is 2.5; it can be 3 to 100 %
                                                                          ^^^^ stepBakeTimeInMinutes is 1441; it can be 0 to 1440 minutes
    "canaryConfiguration": { "canaryPercent": 5 }
    ^^^^^^^^^^^^^^^^^^^^^ canaryConfiguration is for the strategy CANARY; the strategy is LINEAR
  }
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "deploymentConfiguration": {
    "strategy": "CANARY",
    "canaryConfiguration": { "canaryPercent": 0.15, "canaryBakeTimeInMinutes": -1 }
                                              ^^^^ canaryPercent is 0.15; it is counted in tenths of a percent
                                                                               ^^ canaryBakeTimeInMinutes is -1; it can be 0 to 1440 minutes
  }
}`,
    ],
    good: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "deploymentConfiguration": {
    "strategy": "LINEAR",
    "bakeTimeInMinutes": 5,
    "linearConfiguration": { "stepPercent": 33.3, "stepBakeTimeInMinutes": 1440 }
  }
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "deploymentConfiguration": { "strategy": "CANARY", "canaryConfiguration": { "canaryPercent": 0.1, "canaryBakeTimeInMinutes": 0 } }
}`,
      '{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "strategy": "BLUE_GREEN" } }',
      '{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "linearConfiguration": { "stepPercent": 100 } } }',
      '{ "serviceName": "web", "taskDefinition": "web", "deploymentConfiguration": { "strategy": "${STRATEGY}", "canaryConfiguration": { "canaryPercent": "${SHARE}" } } }',
    ],
  },
  *check({ text, deployment }) {
    if (deployment?.kind !== 'map') return
    for (const { key, strategy, share, least, time } of shifts) {
      yield* misplaced(text, deployment, key, strategy)
      const configuration = get(deployment, key)
      yield* percent(configuration?.kind === 'map' ? configuration : undefined, share, least)
      const minutes = numberAt(configuration, time)
      if (minutes.kind === 'known' && (minutes.value < 0 || minutes.value > longest))
        yield* outside(minutes.span, `${time} is ${minutes.value}; it can be 0 to ${longest} minutes`, minutes.value < 0 ? 0 : longest)
    }
  },
}

const longest = 1440

const shifts = [
  { key: 'linearConfiguration', strategy: 'LINEAR', share: 'stepPercent', least: 3, time: 'stepBakeTimeInMinutes' },
  { key: 'canaryConfiguration', strategy: 'CANARY', share: 'canaryPercent', least: 0.1, time: 'canaryBakeTimeInMinutes' },
] as const

/** Without a strategy an update leaves the one that the service has. */
function* misplaced(text: string, deployment: MapNode, key: string, needed: string): Iterable<Problem> {
  const strategy = stringAt(deployment, 'strategy')
  const found = filledAt(deployment, key)
  if (found === undefined || strategy.kind !== 'known' || strategy.value === needed) return
  yield {
    at: found.key.span,
    message: `${key} is for the strategy ${needed}; the strategy is ${strategy.value}`,
    related: [{ span: strategy.span, message: 'the strategy' }],
    fixes: guess(removeProperty(text, deployment, key)),
  }
}

function* percent(configuration: MapNode | undefined, key: string, least: number): Iterable<Problem> {
  const share = numberAt(configuration, key)
  if (share.kind !== 'known') return
  const { value, span } = share
  if (value < least || value > 100) yield* outside(span, `${key} is ${value}; it can be ${least} to 100 %`, value > 100 ? 100 : least)
  else if (Math.abs(value * 10 - Math.round(value * 10)) > 1e-6)
    yield* outside(span, `${key} is ${value}; it is counted in tenths of a percent`, Math.round(value * 10) / 10)
}

function* outside(at: Span, message: string, nearest: number): Iterable<Problem> {
  yield { at, message, fixes: guess(changeTo(at, nearest)) }
}
