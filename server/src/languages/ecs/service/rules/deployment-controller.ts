import type { Problem, Rule } from '../../../../rules/rule.ts'
import { get } from '../../../../syntax/node.ts'
import { maps } from '../../document.ts'
import { booleanAt, filledAt, lacks, stringAt } from '../../field.ts'
import { guess, removeProperty } from '../../fix.ts'
import { isValue, type ServiceDefinition } from '../document.ts'

/** Who replaces the tasks of a service decides what else it may say. */
export const deploymentController: Rule<ServiceDefinition> = {
  id: 'deployment-controller',
  severity: 'error',
  summary:
    'Under `CODE_DEPLOY` a service has a load balancer with a target group, under `EXTERNAL` neither a task definition nor load balancers; circuit breaker and alarms belong to `ECS`.',
  why: 'CreateService answers `When specifying the CODE_DEPLOY deployment controller type, the service requires an Application Load Balancer or Network Load Balancer.`, `TaskDefinition must be blank.` or `LoadBalancers must be empty or null.` A circuit breaker beside a Classic Load Balancer is refused too; under another controller it is documented not to work: a warning.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentController.html',
    'https://github.com/aws/containers-roadmap/issues/1272',
  ],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "deploymentController": { "type": "CODE_DEPLOY" }
                                    ^^^^^^^^^^^^^ CODE_DEPLOY needs a load balancer with a targetGroupArn
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  ^^^^^^^^^^^^^^^^ taskDefinition is set; under EXTERNAL it belongs to the task sets
  "deploymentController": { "type": "EXTERNAL" },
  "loadBalancers": [{ "targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/a/0123456789abcdef", "containerName": "web", "containerPort": 80 }],
  ^^^^^^^^^^^^^^^ loadBalancers is set; under EXTERNAL it belongs to the task sets
  "deploymentConfiguration": { "deploymentCircuitBreaker": { "enable": true, "rollback": true } }
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^ a circuit breaker works under the controller ECS only
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "loadBalancers": [{ "loadBalancerName": "classic", "containerName": "web", "containerPort": 80 }],
  "deploymentConfiguration": { "deploymentCircuitBreaker": { "enable": true, "rollback": true } }
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^ a circuit breaker does not work with a Classic Load Balancer
}`,
    ],
    good: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "deploymentController": { "type": "CODE_DEPLOY" },
  "loadBalancers": [{ "targetGroupArn": "\${TARGET_GROUP}", "containerName": "web", "containerPort": 80 }]
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "deploymentController": { "type": "ECS" },
  "deploymentConfiguration": { "deploymentCircuitBreaker": { "enable": true, "rollback": true } }
}`,
      '{ "serviceName": "web", "deploymentController": { "type": "EXTERNAL" }, "loadBalancers": [] }',
    ],
  },
  *check(doc) {
    const { text, service } = doc
    const controller = stringAt(get(service, 'deploymentController'), 'type')
    if (service === undefined) return
    if (controller.kind === 'known' && controller.value === 'CODE_DEPLOY' && (lacks(service, 'loadBalancers') || onlyClassic(doc)))
      yield { at: controller.span, message: 'CODE_DEPLOY needs a load balancer with a targetGroupArn' }
    if (isValue(controller, 'EXTERNAL'))
      for (const key of ['taskDefinition', 'loadBalancers']) {
        const found = filledAt(service, key)
        if (found === undefined) continue
        const fixes = guess(removeProperty(text, service, key))
        yield { at: found.key.span, message: `${key} is set; under EXTERNAL it belongs to the task sets`, fixes }
      }
    yield* breaker(doc, controller.kind === 'known' ? controller.value : controller.kind === 'absent' ? 'ECS' : undefined)
  },
}

function* breaker(doc: ServiceDefinition, controller: string | undefined): Iterable<Problem> {
  const found = filledAt(doc.deployment, 'deploymentCircuitBreaker')
  if (found === undefined || !isValue(booleanAt(found.value, 'enable'), true)) return
  const at = found.key.span
  if (controller !== undefined && controller !== 'ECS')
    yield { at, message: 'a circuit breaker works under the controller ECS only', severity: 'warning' }
  else if (hasClassic(doc)) yield { at, message: 'a circuit breaker does not work with a Classic Load Balancer' }
}

function hasClassic({ service }: ServiceDefinition): boolean {
  return maps(service, 'loadBalancers').some(({ node }) => filledAt(node, 'loadBalancerName') !== undefined)
}

function onlyClassic({ service }: ServiceDefinition): boolean {
  const all = maps(service, 'loadBalancers')
  return all.length > 0 && all.every(({ node }) => filledAt(node, 'loadBalancerName') !== undefined && lacks(node, 'targetGroupArn'))
}
