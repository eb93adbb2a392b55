import type { Rule } from '../../../../rules/rule.ts'
import { filledAt, lacks } from '../../field.ts'
import { guess, removeProperty } from '../../fix.ts'
import type { ServiceDefinition } from '../document.ts'

/** The role by which ECS calls a load balancer; most services use the one that is linked to ECS. */
export const serviceRole: Rule<ServiceDefinition> = {
  id: 'service-role',
  severity: 'error',
  summary: 'A service has a `role` only with load balancers and without a `networkConfiguration`.',
  why: 'CreateService answers `IAM roles are only valid for services configured to use load balancers.` or `You cannot specify an IAM role for services that require a service linked role.`, which those in network mode `awsvpc` do.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html#ECS-CreateService-request-role'],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "role": "ecsServiceRole"
  ^^^^^^ role is set; only a service with load balancers takes one
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "role": "ecsServiceRole",
  ^^^^^^ role is set; a service with a networkConfiguration uses the role that is linked to ECS
  "loadBalancers": [{ "targetGroupArn": "\${TARGET_GROUP}", "containerName": "web", "containerPort": 80 }],
  "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123456789abcdef0"] } }
}`,
    ],
    good: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "role": "ecsServiceRole",
  "loadBalancers": [{ "loadBalancerName": "web", "containerName": "web", "containerPort": 80 }]
}`,
    ],
  },
  *check({ text, service }) {
    const role = filledAt(service, 'role')
    if (service === undefined || role === undefined) return
    const alone = lacks(service, 'loadBalancers') || emptyList(service)
    const linked = filledAt(service, 'networkConfiguration') !== undefined
    if (!alone && !linked) return
    const message = alone
      ? 'role is set; only a service with load balancers takes one'
      : 'role is set; a service with a networkConfiguration uses the role that is linked to ECS'
    yield { at: role.key.span, message, fixes: guess(removeProperty(text, service, 'role')) }
  },
}

function emptyList(service: NonNullable<ServiceDefinition['service']>): boolean {
  const list = service.entries.find(({ key }) => key.value === 'loadBalancers')?.value
  return list?.kind === 'list' && list.items.length === 0 && list.open === undefined
}
