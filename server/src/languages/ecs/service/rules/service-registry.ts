import type { Rule } from '../../../../rules/rule.ts'
import { keySpan, maps } from '../../document.ts'
import type { ServiceDefinition } from '../document.ts'

/** A service is found under one name of Cloud Map. */
export const serviceRegistry: Rule<ServiceDefinition> = {
  id: 'service-registry',
  severity: 'error',
  summary: 'A service has at most one entry of `serviceRegistries`.',
  why: 'CreateService answers `service registries can have at most 1 items.`',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html#ECS-CreateService-request-serviceRegistries'],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "serviceRegistries": [
  ^^^^^^^^^^^^^^^^^^^ 2 registries are given; there can be 1
    { "registryArn": "arn:aws:servicediscovery:us-east-1:123456789012:service/srv-a" },
    { "registryArn": "arn:aws:servicediscovery:us-east-1:123456789012:service/srv-b" }
  ]
}`,
    ],
    good: ['{ "serviceName": "web", "taskDefinition": "web", "serviceRegistries": [{ "registryArn": "${REGISTRY}" }] }'],
  },
  *check({ service }) {
    const at = keySpan(service, 'serviceRegistries')
    const { length } = maps(service, 'serviceRegistries')
    if (at !== undefined && length > 1) yield { at, message: `${length} registries are given; there can be 1` }
  },
}
