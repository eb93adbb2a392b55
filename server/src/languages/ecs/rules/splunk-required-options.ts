import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { listed, loggingsBy, missingOptions, optionsAnchor } from '../logging.ts'

/** Where Splunk is and what lets the driver in. */
export const splunkRequiredOptions: Rule<TaskDefinition> = {
  id: 'splunk-required-options',
  aliases: ['splunk-token', 'splunk-url'],
  severity: 'warning',
  summary: 'The log driver `splunk` has the options `splunk-url` and `splunk-token`, each openly or among the `secretOptions`.',
  why: 'Docker does not start a container whose `splunk` driver lacks one of them.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html'],
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
        "logDriver": "splunk",
        "options": { "splunk-url": "https://splunk.example.com:8088" }
        ^^^^^^^^^ splunk lacks splunk-token; it does not start without
      }
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "executionRoleArn": "ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "splunk",
        "options": { "splunk-url": "https://splunk.example.com:8088" },
        "secretOptions": [{ "name": "splunk-token", "valueFrom": "/splunk/token" }]
      }
    },
    {
      "name": "side",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": { "logDriver": "splunk", "secretOptions": [{ "name": "\${OPTION}", "valueFrom": "/splunk" }] }
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['logConfiguration'],
  *check(doc) {
    for (const logging of loggingsBy(doc, 'splunk')) {
      const missing = missingOptions(logging, ['splunk-url', 'splunk-token'])
      if (missing.length > 0) yield { at: optionsAnchor(logging), message: `splunk lacks ${listed(missing)}; it does not start without` }
    }
  },
}
