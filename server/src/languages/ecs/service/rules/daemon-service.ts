import type { Problem, Rule } from '../../../../rules/rule.ts'
import { get } from '../../../../syntax/node.ts'
import { keySpan } from '../../document.ts'
import { filledAt, stringAt } from '../../field.ts'
import { changeTo, guess, removeProperty } from '../../fix.ts'
import { isValue, type ServiceDefinition } from '../document.ts'

/** A daemon runs once on every instance, so that nothing is left to say about how many and where. */
export const daemonService: Rule<ServiceDefinition> = {
  id: 'daemon-service',
  aliases: ['daemon'],
  severity: 'error',
  summary:
    'A service with the scheduling strategy `DAEMON` has no `desiredCount` and no `placementStrategy`, a `maximumPercent` of at most 100, no rebalancing of zones, and does not run on Fargate or under another deployment controller.',
  why: 'CreateService answers `The daemon scheduling strategy does not support a desired count for services`, and the like about strategies, values above 100 for maximumPercent and Availability Zone Rebalancing. Fargate and the other controllers are documented, so they are warnings.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html'],
  examples: {
    bad: [
      `{
  "serviceName": "agent",
  "taskDefinition": "agent",
  "schedulingStrategy": "DAEMON",
  "desiredCount": 0,
  ^^^^^^^^^^^^^^ desiredCount is set; a daemon runs once on every instance
  "availabilityZoneRebalancing": "ENABLED",
                                 ^^^^^^^^^ a daemon is not moved between zones
  "placementStrategy": [{ "type": "random" }],
  ^^^^^^^^^^^^^^^^^^^ placementStrategy is set; a daemon runs on every instance
  "deploymentConfiguration": { "maximumPercent": 200 }
                                                 ^^^ maximumPercent is 200; a daemon takes at most 100
}`,
      `{
  "serviceName": "agent",
  "taskDefinition": "agent",
  "schedulingStrategy": "DAEMON",
  "launchType": "FARGATE",
                ^^^^^^^^^ Fargate has no instances for a daemon to run on
  "deploymentController": { "type": "EXTERNAL" }
                                    ^^^^^^^^^^ a daemon is deployed by ECS, not by EXTERNAL
}`,
    ],
    good: [
      `{
  "serviceName": "agent",
  "taskDefinition": "agent",
  "schedulingStrategy": "DAEMON",
  "launchType": "EC2",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:ecs.instance-type =~ m6i.*" }],
  "placementStrategy": [],
  "deploymentConfiguration": { "maximumPercent": 100, "minimumHealthyPercent": 0 }
}`,
      '{ "serviceName": "web", "taskDefinition": "web", "schedulingStrategy": "REPLICA", "desiredCount": 2 }',
    ],
  },
  *check(doc) {
    if (!doc.daemon) return
    yield* refusedKeys(doc)
    const { service, maximumPercent, launchType } = doc
    if (maximumPercent.kind === 'known' && maximumPercent.value > 100)
      yield {
        at: maximumPercent.span,
        message: `maximumPercent is ${maximumPercent.value}; a daemon takes at most 100`,
        fixes: changeTo(maximumPercent.span, 100),
      }
    const rebalancing = stringAt(service, 'availabilityZoneRebalancing')
    if (rebalancing.kind === 'known' && rebalancing.value === 'ENABLED')
      yield { at: rebalancing.span, message: 'a daemon is not moved between zones', fixes: changeTo(rebalancing.span, 'DISABLED') }
    if (launchType.kind === 'known' && isValue(launchType, 'FARGATE'))
      yield { at: launchType.span, message: 'Fargate has no instances for a daemon to run on', severity: 'warning' }
    const controller = stringAt(get(service, 'deploymentController'), 'type')
    if (controller.kind === 'known' && /^(CODE_DEPLOY|EXTERNAL)$/.test(controller.value))
      yield { at: controller.span, message: `a daemon is deployed by ECS, not by ${controller.value}`, severity: 'warning' }
  },
}

function* refusedKeys({ text, service, desiredCount }: ServiceDefinition): Iterable<Problem> {
  if (service === undefined) return
  const count = keySpan(service, 'desiredCount')
  if (count !== undefined && desiredCount.kind === 'known')
    yield {
      at: count,
      message: 'desiredCount is set; a daemon runs once on every instance',
      fixes: removeProperty(text, service, 'desiredCount'),
    }
  const strategy = filledAt(service, 'placementStrategy')
  if (strategy !== undefined)
    yield {
      at: strategy.key.span,
      message: 'placementStrategy is set; a daemon runs on every instance',
      fixes: guess(removeProperty(text, service, 'placementStrategy')),
    }
}
