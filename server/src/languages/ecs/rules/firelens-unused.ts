import type { Rule } from '../../../rules/rule.ts'
import { entry } from '../../../syntax/node.ts'
import type { Container, TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { guess, removeProperty } from '../fix.ts'
import { containersComplete } from '../references.ts'
import { routers } from '../routers.ts'

/** A router that no container logs through is refused, even if an application talks to it on its own. */
export const firelensUnused: Rule<TaskDefinition> = {
  id: 'firelens-unused',
  severity: 'error',
  summary: 'If a container has a `firelensConfiguration`, at least one container logs with `awsfirelens`.',
  why: 'RegisterTaskDefinition answers `When a firelensConfiguration object is specified, at least one container has to be configured with the awsfirelens log driver.` Without the configuration the container is an ordinary one and may still receive logs on a port.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html',
    'https://github.com/aws/amazon-cloudwatch-logs-for-fluent-bit/issues/20',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "logs", "image": "fluent-bit:3", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
                                                             ^^^^^^^^^^^^^^^^^^^^^^^ no container logs with awsfirelens; a firelensConfiguration needs at least one that does
    { "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "fluentd" } }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "logs", "image": "fluent-bit:3", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
    { "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "awsfirelens" } }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "logs", "image": "fluent-bit:3", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
    { "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "\${DRIVER}" } }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "logs", "image": "fluent-bit:3", "memory": 64, "firelensConfiguration": { "type": "fluentbit" } },
    { "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": \${LOGGING} }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['firelensConfiguration', 'logConfiguration'],
  *check(doc) {
    const [router] = routers(doc)
    if (router === undefined || !containersComplete(doc) || doc.containers.some(mayUseRouter)) return
    yield {
      at: router.configuration.key.span,
      message: 'no container logs with awsfirelens; a firelensConfiguration needs at least one that does',
      fixes: guess(removeProperty(doc.text, router.container.node, 'firelensConfiguration')),
    }
  },
}

/** Whether a container logs through FireLens, or does not tell yet how it logs. */
function mayUseRouter({ node }: Container): boolean {
  const logging = entry(node, 'logConfiguration')
  if (logging === undefined) return false
  if (logging.value?.kind !== 'map') return logging.value?.kind !== 'scalar' || logging.value.value !== null
  const driver = stringAt(logging.value, 'logDriver')
  return driver.kind === 'unknown' || (driver.kind === 'known' && driver.value === 'awsfirelens')
}
