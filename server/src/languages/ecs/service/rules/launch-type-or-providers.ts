import type { Rule } from '../../../../rules/rule.ts'
import { keySpan } from '../../document.ts'
import { filledAt } from '../../field.ts'
import { guess, removeProperty } from '../../fix.ts'
import type { ServiceDefinition } from '../document.ts'

/** Where tasks run is said once. */
export const launchTypeOrProviders: Rule<ServiceDefinition> = {
  id: 'launch-type-or-providers',
  severity: 'error',
  summary: 'A service has a `launchType` or a `capacityProviderStrategy`, not both.',
  why: 'CreateService answers `Specifying both a launch type and capacity provider strategy is not supported`. With neither, the strategy of the cluster counts, else `EC2`.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html#ECS-CreateService-request-launchType'],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "launchType": "FARGATE",
  ^^^^^^^^^^^^ launchType stands beside capacityProviderStrategy; a service has one of them
  "capacityProviderStrategy": [{ "capacityProvider": "FARGATE_SPOT", "weight": 1 }]
}`,
    ],
    good: [
      '{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE" }',
      '{ "serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "capacityProviderStrategy": [] }',
    ],
  },
  *check({ text, service }) {
    const at = keySpan(service, 'launchType')
    const providers = filledAt(service, 'capacityProviderStrategy')
    if (service === undefined || at === undefined || filledAt(service, 'launchType') === undefined || providers === undefined) return
    yield {
      at,
      message: 'launchType stands beside capacityProviderStrategy; a service has one of them',
      related: [{ span: providers.key.span, message: 'the strategy' }],
      fixes: guess([...removeProperty(text, service, 'launchType'), ...removeProperty(text, service, 'capacityProviderStrategy')]),
    }
  },
}
