import type { Rule } from '../../../../rules/rule.ts'
import { filledAt } from '../../field.ts'
import { guess, removeProperty } from '../../fix.ts'
import { isValue, type ServiceDefinition } from '../document.ts'

/** On Fargate there are no instances to choose from. */
export const fargatePlacement: Rule<ServiceDefinition> = {
  id: 'fargate-placement',
  severity: 'error',
  summary: 'A service on Fargate has no `placementConstraints` and no `placementStrategy`.',
  why: 'CreateService answers `Placement constraints are not supported with FARGATE launch type.`, and the same about strategies. Fargate spreads tasks over the zones of the subnets by itself.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement.html',
    'https://github.com/GetSimpl/cloudlift/issues/138',
  ],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "launchType": "FARGATE",
  "placementConstraints": [{ "type": "distinctInstance" }],
  ^^^^^^^^^^^^^^^^^^^^^^ placementConstraints is set; the launch type FARGATE does not support it
  "placementStrategy": [{ "type": "spread", "field": "attribute:ecs.availability-zone" }]
  ^^^^^^^^^^^^^^^^^^^ placementStrategy is set; the launch type FARGATE does not support it
}`,
    ],
    good: [
      '{ "serviceName": "web", "taskDefinition": "web", "launchType": "EC2", "placementConstraints": [{ "type": "distinctInstance" }] }',
      '{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "placementConstraints": [], "placementStrategy": [] }',
    ],
  },
  *check({ text, service, launchType }) {
    if (service === undefined || !isValue(launchType, 'FARGATE')) return
    for (const key of ['placementConstraints', 'placementStrategy']) {
      const found = filledAt(service, key)
      if (found === undefined) continue
      const message = `${key} is set; the launch type FARGATE does not support it`
      yield { at: found.key.span, message, fixes: guess(removeProperty(text, service, key)) }
    }
  },
}
