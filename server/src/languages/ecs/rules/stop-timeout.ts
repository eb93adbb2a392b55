import type { Problem, Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { numberAt } from '../field.ts'
import { changeTo, guess } from '../fix.ts'

/** How long Fargate waits for a container to start or to end. EC2 sets no limit. */
export const stopTimeout: Rule<TaskDefinition> = {
  id: 'stop-timeout',
  aliases: ['start-timeout'],
  severity: 'error',
  summary: 'On Fargate `stopTimeout` and `startTimeout` are 2 to 120 s.',
  why: 'RegisterTaskDefinition answers `Tasks using the Fargate launch type must have a container stop timeout of less than 120 seconds.`, although it accepts 120 itself. The lower limit and those of `startTimeout` are documented, so they are warnings.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["EC2", "FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "stopTimeout": 121 },
                                                           ^^^ stopTimeout is 121 s; Fargate takes 2 to 120 s
    { "name": "api", "image": "api:1", "stopTimeout": 1, "startTimeout": 300 }
                                                      ^ stopTimeout is 1 s; Fargate takes 2 to 120 s
                                                                         ^^^ startTimeout is 300 s; Fargate takes 2 to 120 s
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "stopTimeout": 120 },
    { "name": "api", "image": "api:1", "stopTimeout": 2, "startTimeout": \${SECONDS} }
  ]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "stopTimeout": 3600 }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['startTimeout', 'stopTimeout'],
  *check({ fargate, containers }) {
    if (!fargate) return
    for (const { node } of containers) {
      yield* outside(node, 'stopTimeout')
      yield* outside(node, 'startTimeout')
    }
  },
}

function* outside(node: Parameters<typeof numberAt>[0], key: 'stopTimeout' | 'startTimeout'): Iterable<Problem> {
  const timeout = numberAt(node, key)
  if (timeout.kind !== 'known' || (timeout.value >= least && timeout.value <= most)) return
  const proven = key === 'stopTimeout' && timeout.value > most
  yield {
    at: timeout.span,
    message: `${key} is ${timeout.value} s; Fargate takes ${least} to ${most} s`,
    fixes: guess(changeTo(timeout.span, timeout.value > most ? most : least)),
    ...(!proven && { severity: 'warning' as const }),
  }
}

const least = 2
const most = 120
