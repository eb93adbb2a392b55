import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { loggings } from '../logging.ts'

/** What Fargate can log with. A driver that exists nowhere is reported as such, not here. */
export const fargateLogDriver: Rule<TaskDefinition> = {
  id: 'fargate-log-driver',
  severity: 'error',
  summary: 'On Fargate the log driver is `awslogs`, `splunk` or `awsfirelens`.',
  why: 'RegisterTaskDefinition answers `X is not a valid log driver. Must be one of [awslogs, splunk, awsfirelens]`. Other destinations are reached through a FireLens router.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "logConfiguration": { "logDriver": "json-file" } }
                                                                               ^^^^^^^^^^^ log driver is json-file; Fargate supports awslogs, splunk and awsfirelens
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "logConfiguration": { "logDriver": "splunk", "options": { "splunk-url": "https://splunk.example.com", "splunk-token": "x" } }
    },
    { "name": "side", "image": "nginx:1.27", "logConfiguration": { "logDriver": "\${DRIVER}" } }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "logConfiguration": { "logDriver": "json-file" } }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['logConfiguration'],
  *check(doc) {
    if (!doc.fargate) return
    for (const { driver } of loggings(doc)) {
      if (driver.kind !== 'known' || !elsewhere.has(driver.value)) continue
      yield { at: driver.span, message: `log driver is ${driver.value}; Fargate supports awslogs, splunk and awsfirelens` }
    }
  },
}

const elsewhere: ReadonlySet<string> = new Set(['fluentd', 'gelf', 'journald', 'json-file', 'logentries', 'syslog'])
