import type { Rule } from '../../../../rules/rule.ts'
import { maps } from '../../document.ts'
import { filledAt } from '../../field.ts'
import { guess, removeProperty } from '../../fix.ts'
import { isValue, type ServiceDefinition } from '../document.ts'

/** A service registers its tasks with a target group, or with a Classic Load Balancer. */
export const loadBalancer: Rule<ServiceDefinition> = {
  id: 'load-balancer',
  severity: 'error',
  summary: 'An entry of `loadBalancers` has a `targetGroupArn` or a `loadBalancerName`, on Fargate a `targetGroupArn`.',
  why: 'CreateService answers `loadBalancerName and targetGroupArn cannot both be specified.` or `Classic Load Balancers are not supported with Fargate.`',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html'],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "loadBalancers": [
    {
      "targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web/0123456789abcdef",
      "loadBalancerName": "web",
      ^^^^^^^^^^^^^^^^^^ loadBalancerName stands beside targetGroupArn; a load balancer is named by one of them
      "containerName": "web",
      "containerPort": 80
    }
  ]
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "launchType": "FARGATE",
  "loadBalancers": [{ "loadBalancerName": "web", "containerName": "web", "containerPort": 80 }]
                      ^^^^^^^^^^^^^^^^^^ loadBalancerName names a Classic Load Balancer; Fargate takes a targetGroupArn
}`,
    ],
    good: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "launchType": "EC2",
  "loadBalancers": [{ "loadBalancerName": "web", "containerName": "web", "containerPort": 80 }]
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "launchType": "FARGATE",
  "loadBalancers": [{ "targetGroupArn": "\${TARGET_GROUP}", "loadBalancerName": "", "containerName": "web", "containerPort": 80 }]
}`,
    ],
  },
  *check({ text, service, launchType }) {
    for (const { node } of maps(service, 'loadBalancers')) {
      const classic = filledAt(node, 'loadBalancerName')
      const group = filledAt(node, 'targetGroupArn')
      if (classic === undefined) continue
      if (group !== undefined)
        yield {
          at: classic.key.span,
          message: 'loadBalancerName stands beside targetGroupArn; a load balancer is named by one of them',
          related: [{ span: group.key.span, message: 'the target group' }],
          fixes: guess([...removeProperty(text, node, 'loadBalancerName'), ...removeProperty(text, node, 'targetGroupArn')]),
        }
      else if (isValue(launchType, 'FARGATE'))
        yield { at: classic.key.span, message: 'loadBalancerName names a Classic Load Balancer; Fargate takes a targetGroupArn' }
    }
  },
}
