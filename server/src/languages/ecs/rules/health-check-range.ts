import type { Problem, Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { numberAt } from '../field.ts'
import { changeTo, guess } from '../fix.ts'

/** How often, how long and how many times a health check may ask. */
export const healthCheckRange: Rule<TaskDefinition> = {
  id: 'health-check-range',
  aliases: ['health-check-interval', 'health-check-retries', 'health-check-start-period'],
  severity: 'error',
  summary: 'A health check has an `interval` of 5 to 300 s, a `timeout` of 2 to 60 s, 1 to 10 `retries` and a `startPeriod` of 0 to 300 s.',
  why: "RegisterTaskDefinition answers `Health check interval must be less than or equal to the maximum allowed value 300 for container 'x'`, and likewise for the others. The lower limits are documented, so falling below them is a warning.",
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "healthCheck": {
        "command": ["CMD-SHELL", "curl -f localhost"],
        "interval": 301,
                    ^^^ interval is 301 s; a health check takes 5 to 300 s
        "timeout": 1,
                   ^ timeout is 1 s; a health check takes 2 to 60 s
        "retries": 11,
                   ^^ retries is 11; a health check takes 1 to 10
        "startPeriod": 600
                       ^^^ startPeriod is 600 s; a health check takes 0 to 300 s
      }
    }
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
      "healthCheck": {
        "command": ["CMD-SHELL", "curl -f localhost"],
        "interval": 300,
        "timeout": 60,
        "retries": 10,
        "startPeriod": 0
      }
    },
    {
      "name": "api",
      "image": "api:1",
      "memory": 128,
      "healthCheck": { "command": ["CMD", "check"], "interval": \${INTERVAL}, "timeout": 2, "retries": 1, "startPeriod": 300 }
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['healthCheck'],
  *check({ containers }) {
    for (const { node } of containers) {
      const check = get(node, 'healthCheck')
      for (const limit of limits) {
        const value = numberAt(check, limit.key)
        if (value.kind === 'known') yield* outside(value.value, value.span, limit)
      }
    }
  },
}

interface Limit {
  readonly key: string
  readonly least: number
  readonly most: number
  readonly unit: string
}

const limits: readonly Limit[] = [
  { key: 'interval', least: 5, most: 300, unit: ' s' },
  { key: 'timeout', least: 2, most: 60, unit: ' s' },
  { key: 'retries', least: 1, most: 10, unit: '' },
  { key: 'startPeriod', least: 0, most: 300, unit: ' s' },
]

function* outside(value: number, at: Problem['at'], { key, least, most, unit }: Limit): Iterable<Problem> {
  if (value >= least && value <= most) return
  const nearest = value > most ? most : least
  yield {
    at,
    message: `${key} is ${value}${unit}; a health check takes ${least} to ${most}${unit}`,
    fixes: guess(changeTo(at, nearest)),
    ...(value < least && { severity: 'warning' as const }),
  }
}
