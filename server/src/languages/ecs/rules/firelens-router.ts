import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { loggingsBy } from '../logging.ts'
import { containersComplete } from '../references.ts'
import { routers } from '../routers.ts'

/** Who logs through FireLens needs a router in the same task. */
export const firelensRouter: Rule<TaskDefinition> = {
  id: 'firelens-router',
  severity: 'error',
  summary: 'If a container logs with `awsfirelens`, one container of the task has a `firelensConfiguration`.',
  why: 'RegisterTaskDefinition answers `When awsfirelens log driver is specified in log configuration, a firelens configuration object must be configured in one of the containers.`',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html',
    'https://github.com/fabfuel/ecs-deploy/issues/164',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens" } },
                                                                                              ^^^^^^^^^^^^^ no container has a firelensConfiguration; the log driver awsfirelens needs a router
    { "name": "api", "image": "api:1", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens" } }
  ]
}`,
      `[
  { "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens" } },
                                                                                            ^^^^^^^^^^^^^ no container has a firelensConfiguration; the log driver awsfirelens needs a router
  { "name": "logs", "image": "fluent-bit:3", "memory": 64, "firelensConfiguration": null }
]`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens" } },
    { "name": "logs", "image": "fluent-bit:3", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens" } },
    \${ROUTER}
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['firelensConfiguration', 'logConfiguration'],
  *check(doc) {
    if (!containersComplete(doc) || routers(doc).length > 0) return
    const [first, ...rest] = loggingsBy(doc, 'awsfirelens')
    if (first === undefined) return
    yield {
      at: first.at,
      message: 'no container has a firelensConfiguration; the log driver awsfirelens needs a router',
      related: rest.map(({ at }) => ({ span: at, message: 'needs the router too' })),
    }
  },
}
