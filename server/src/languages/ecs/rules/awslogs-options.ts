import type { Rule } from '../../../rules/rule.ts'
import { entries } from '../../../syntax/node.ts'
import { hasPlaceholder } from '../../../syntax/placeholder.ts'
import { awslogsOptionMeant, awslogsOptionNames } from '../awslogs.ts'
import type { TaskDefinition } from '../document.ts'
import { changeTo, guess } from '../fix.ts'
import { loggingsBy } from '../logging.ts'

/** The options of the driver are a closed list, shorter than Docker's own. */
export const awslogsOptions: Rule<TaskDefinition> = {
  id: 'awslogs-options',
  severity: 'error',
  summary: 'The log driver `awslogs` has no options but those that ECS knows.',
  why: 'RegisterTaskDefinition answers `Log driver awslogs disallows options: log_key`. It knows `awslogs-create-group`, `awslogs-datetime-format`, `awslogs-endpoint`, `awslogs-group`, `awslogs-multiline-pattern`, `awslogs-region`, `awslogs-stream-prefix`, `max-buffer-size` and `mode`.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html',
    'https://github.com/aws-samples/amazon-ecs-firelens-examples/issues/83',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "/web",
          "awslogs-region": "eu-west-1",
          "awslogs-streamprefix": "web",
          ^^^^^^^^^^^^^^^^^^^^^^ awslogs has no option "awslogs-streamprefix"
          "log_key": "log"
          ^^^^^^^^^ awslogs has no option "log_key"
        }
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
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-create-group": "true",
          "awslogs-endpoint": "https://logs.example.com",
          "awslogs-group": "/web",
          "awslogs-region": "eu-west-1",
          "max-buffer-size": "25m",
          "mode": "non-blocking",
          "\${OPTION}": "1"
        }
      }
    },
    {
      "name": "side",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": { "logDriver": "fluentd", "options": { "log_key": "log" } }
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['logConfiguration'],
  *check(doc) {
    for (const { options } of loggingsBy(doc, 'awslogs')) {
      for (const { key } of entries(options)) {
        const name = String(key.value)
        if (awslogsOptionNames.has(name) || hasPlaceholder(name)) continue
        const meant = awslogsOptionMeant(name)
        yield {
          at: key.span,
          message: `awslogs has no option "${name}"`,
          fixes: meant === undefined ? [] : guess(changeTo(key.span, meant)),
        }
      }
    }
  },
}
