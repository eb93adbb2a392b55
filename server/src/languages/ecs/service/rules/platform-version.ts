import type { Rule } from '../../../../rules/rule.ts'
import { filledAt } from '../../field.ts'
import { removeProperty } from '../../fix.ts'
import type { ServiceDefinition } from '../document.ts'

/** Platform versions are those of Fargate. */
export const platformVersion: Rule<ServiceDefinition> = {
  id: 'platform-version',
  severity: 'error',
  summary: 'Only a service on Fargate has a `platformVersion`.',
  why: 'CreateService answers `The platform version must be null when specifying an EC2 launch type.` For `EXTERNAL` it is documented only, so there it is a warning.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html'],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "launchType": "EC2",
  "platformVersion": "LATEST"
  ^^^^^^^^^^^^^^^^^ platformVersion is set; only Fargate has platform versions, and the launch type is EC2
}`,
    ],
    good: [
      '{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "platformVersion": "1.4.0" }',
      '{ "serviceName": "web", "taskDefinition": "web", "platformVersion": "1.4.0" }',
      '{ "serviceName": "web", "taskDefinition": "web", "launchType": "${TYPE}", "platformVersion": "1.4.0" }',
    ],
  },
  *check({ text, service, launchType }) {
    const found = filledAt(service, 'platformVersion')
    if (service === undefined || found === undefined || launchType.kind !== 'known') return
    if (launchType.value !== 'EC2' && launchType.value !== 'EXTERNAL') return
    yield {
      at: found.key.span,
      message: `platformVersion is set; only Fargate has platform versions, and the launch type is ${launchType.value}`,
      fixes: removeProperty(text, service, 'platformVersion'),
      ...(launchType.value === 'EXTERNAL' && { severity: 'warning' as const }),
    }
  },
}
