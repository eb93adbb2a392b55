import type { Rule } from '../../../../rules/rule.ts'
import { get, isWhole } from '../../../../syntax/node.ts'
import { keySpan } from '../../document.ts'
import type { ServiceDefinition } from '../document.ts'

const mostSubnets = 16
const mostSecurityGroups = 5

/** The network interface of a task stands in a subnet. */
export const serviceNetwork: Rule<ServiceDefinition> = {
  id: 'service-network',
  aliases: ['subnets'],
  severity: 'error',
  summary: 'An `awsvpcConfiguration` has 1 to 16 `subnets` and at most 5 `securityGroups`.',
  why: 'CreateService answers `subnets can not be empty.` How many there can be is documented, so more are a warning.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html'],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "networkConfiguration": { "awsvpcConfiguration": { "subnets": [] } }
                                                     ^^^^^^^^^ the list of subnets is empty; a service needs at least one
}`,
    ],
    good: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["subnet-0123456789abcdef0"], "securityGroups": [] } }
}`,
    ],
  },
  *check({ service }) {
    const network = get(get(service, 'networkConfiguration'), 'awsvpcConfiguration')
    const subnets = get(network, 'subnets')
    const at = keySpan(network, 'subnets')
    if (at !== undefined && subnets?.kind === 'list' && isWhole(subnets)) {
      const { length } = subnets.items
      if (length === 0) yield { at, message: 'the list of subnets is empty; a service needs at least one' }
      if (length > mostSubnets) yield { at, message: `${length} subnets are given; there can be ${mostSubnets}`, severity: 'warning' }
    }
    const groups = get(network, 'securityGroups')
    const where = keySpan(network, 'securityGroups')
    if (where !== undefined && groups?.kind === 'list' && groups.items.length > mostSecurityGroups)
      yield {
        at: where,
        message: `${groups.items.length} security groups are given; there can be ${mostSecurityGroups}`,
        severity: 'warning',
      }
  },
}
