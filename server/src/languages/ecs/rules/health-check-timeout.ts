import type { Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { numberAt } from '../field.ts'

/** A check that may take longer than the time to the next one. */
export const healthCheckTimeout: Rule<TaskDefinition> = {
  id: 'health-check-timeout',
  severity: 'warning',
  summary: 'The `timeout` of a health check is not longer than its `interval`.',
  why: 'Left out, the interval is 30 s and the timeout 5 s. Docker begins to count the interval when a check has ended, so with a longer timeout a hanging check delays the verdict beyond what the interval promises.',
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
      "healthCheck": { "command": ["CMD", "check"], "interval": 10, "timeout": 20 }
                                                                               ^^ timeout is 20 s; the interval is only 10 s
    },
    {
      "name": "api",
      "image": "api:1",
      "memory": 128,
      "healthCheck": { "command": ["CMD", "check"], "timeout": 45 }
                                                               ^^ timeout is 45 s; the interval is only 30 s as it is left out
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
      "healthCheck": { "command": ["CMD", "check"], "interval": 10, "timeout": 10 }
    },
    {
      "name": "api",
      "image": "api:1",
      "memory": 128,
      "healthCheck": { "command": ["CMD", "check"], "interval": \${INTERVAL}, "timeout": 45 }
    },
    {
      "name": "side",
      "image": "api:1",
      "memory": 128,
      "healthCheck": { "command": ["CMD", "check"], "interval": 5 }
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
      const timeout = numberAt(check, 'timeout')
      const interval = numberAt(check, 'interval')
      if (timeout.kind !== 'known' || interval.kind === 'unknown') continue
      const seconds = interval.kind === 'known' ? interval.value : defaultInterval
      if (timeout.value <= seconds) continue
      const written = interval.kind === 'known' ? `${seconds} s` : `${seconds} s as it is left out`
      yield {
        at: timeout.span,
        message: `timeout is ${timeout.value} s; the interval is only ${written}`,
        related: interval.kind === 'known' ? [{ span: interval.span, message: 'the interval' }] : [],
      }
    }
  },
}

/** Seconds between two checks where nothing is said. */
const defaultInterval = 30
