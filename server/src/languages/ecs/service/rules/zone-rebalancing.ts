import type { Rule } from '../../../../rules/rule.ts'
import { maps } from '../../document.ts'
import { filledAt, stringAt } from '../../field.ts'
import type { ServiceDefinition } from '../document.ts'

const zone = 'attribute:ecs.availability-zone'

/** Tasks are moved between zones by starting new ones first, which needs room and freedom. */
export const zoneRebalancing: Rule<ServiceDefinition> = {
  id: 'zone-rebalancing',
  aliases: ['availability-zone-rebalancing'],
  severity: 'warning',
  summary:
    'With `availabilityZoneRebalancing` enabled a service has a `maximumPercent` above 100, no Classic Load Balancer, no constraint on the zone, and spreads over zones first if it has strategies.',
  why: 'Tools that create services refuse these combinations before the service does. That a daemon is refused is said by `daemon-service`.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html'],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "availabilityZoneRebalancing": "ENABLED",
  "deploymentConfiguration": { "minimumHealthyPercent": 50, "maximumPercent": 100 },
                                                                              ^^^ maximumPercent is 100; rebalancing of zones starts new tasks first and needs more
  "placementStrategy": [
    { "type": "binpack", "field": "memory" }
              ^^^^^^^^^ rebalancing of zones wants the first strategy to spread over attribute:ecs.availability-zone
  ],
  "placementConstraints": [
    { "type": "memberOf", "expression": "attribute:ecs.availability-zone == us-east-1a" }
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rebalancing of zones takes no constraint on the zone
  ],
  "loadBalancers": [{ "loadBalancerName": "web", "containerName": "web", "containerPort": 80 }]
                      ^^^^^^^^^^^^^^^^^^ rebalancing of zones does not work with a Classic Load Balancer
}`,
    ],
    good: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "availabilityZoneRebalancing": "ENABLED",
  "deploymentConfiguration": { "maximumPercent": 150 },
  "placementStrategy": [{ "type": "spread", "field": "attribute:ecs.availability-zone" }, { "type": "binpack", "field": "cpu" }]
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "deploymentConfiguration": { "minimumHealthyPercent": 50, "maximumPercent": 100 },
  "placementStrategy": [{ "type": "random" }]
}`,
    ],
  },
  *check({ service, maximumPercent, daemon }) {
    const rebalancing = stringAt(service, 'availabilityZoneRebalancing')
    if (daemon || rebalancing.kind !== 'known' || rebalancing.value !== 'ENABLED') return
    if (maximumPercent.kind === 'known' && maximumPercent.value === 100)
      yield { at: maximumPercent.span, message: 'maximumPercent is 100; rebalancing of zones starts new tasks first and needs more' }
    const [first] = maps(service, 'placementStrategy')
    const type = stringAt(first?.node, 'type')
    const field = stringAt(first?.node, 'field')
    const spreads = type.kind === 'known' && type.value === 'spread' && (field.kind !== 'known' || field.value === zone)
    if (type.kind === 'known' && !spreads)
      yield { at: type.span, message: `rebalancing of zones wants the first strategy to spread over ${zone}` }
    for (const { node } of maps(service, 'placementConstraints')) {
      const expression = stringAt(node, 'expression')
      if (expression.kind === 'known' && expression.value.includes(zone))
        yield { at: expression.span, message: 'rebalancing of zones takes no constraint on the zone' }
    }
    for (const { node } of maps(service, 'loadBalancers')) {
      const classic = filledAt(node, 'loadBalancerName')
      if (classic !== undefined) yield { at: classic.key.span, message: 'rebalancing of zones does not work with a Classic Load Balancer' }
    }
  },
}
