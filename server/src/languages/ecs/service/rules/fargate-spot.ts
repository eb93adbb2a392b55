import type { Problem, Rule } from '../../../../rules/rule.ts'
import { get, type MapNode } from '../../../../syntax/node.ts'
import type { Span } from '../../../../text/span.ts'
import { maps, type TaskDefinition } from '../../document.ts'
import { numberAt, stringAt } from '../../field.ts'
import { changeTo, guess } from '../../fix.ts'
import { isValue, type ServiceDefinition } from '../document.ts'

/** What spare capacity of Fargate runs. */
export const fargateSpot: Rule<ServiceDefinition> = {
  id: 'fargate-spot',
  severity: 'warning',
  summary: '`FARGATE_SPOT` runs Linux on platform version 1.3.0 or later, on ARM64 1.4.0 or later.',
  why: 'That is documented. Whether the task is for Windows or ARM64 is seen where the task definition of that family lies in the folder of the service or below.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html'],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "platformVersion": "1.2.0",
                     ^^^^^^^ platformVersion is 1.2.0; FARGATE_SPOT needs 1.3.0 or later
  "capacityProviderStrategy": [{ "capacityProvider": "FARGATE_SPOT", "weight": 1 }]
}`,
    ],
    good: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "platformVersion": "1.3.0",
  "capacityProviderStrategy": [{ "capacityProvider": "FARGATE_SPOT", "weight": 1 }]
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "platformVersion": "LATEST",
  "capacityProviderStrategy": [{ "capacityProvider": "FARGATE", "base": 1 }, { "capacityProvider": "FARGATE_SPOT", "weight": 1 }]
}`,
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "platformVersion": "1.0.0",
  "capacityProviderStrategy": [{ "capacityProvider": "FARGATE", "weight": 1 }, { "capacityProvider": "FARGATE_SPOT", "weight": 0 }]
}`,
    ],
  },
  *check(doc) {
    const spot = maps(doc.service, 'capacityProviderStrategy').find(({ node }) => isSpot(node))
    if (spot === undefined) return
    const at = get(spot.node, 'capacityProvider')?.span ?? spot.node.span
    const task = doc.task()
    if (task?.windows) yield { at, message: `the task definition ${familyOf(task)} is for Windows; FARGATE_SPOT runs Linux only` }
    else yield* version(doc, task, at)
  },
}

/** Whether an entry puts tasks on spare capacity; one without base and weight does not. */
function isSpot(provider: MapNode): boolean {
  const some = [numberAt(provider, 'base'), numberAt(provider, 'weight')].some((field) => field.kind === 'known' && field.value > 0)
  return some && isValue(stringAt(provider, 'capacityProvider'), 'FARGATE_SPOT')
}

function* version({ service }: ServiceDefinition, task: TaskDefinition | undefined, spot: Span): Iterable<Problem> {
  const written = stringAt(service, 'platformVersion')
  const minor = written.kind === 'known' ? /^1\.(\d)\.\d$/.exec(written.value)?.[1] : undefined
  const arm = isValue(stringAt(get(task?.definition, 'runtimePlatform'), 'cpuArchitecture'), 'ARM64')
  const least = arm ? 4 : 3
  if (written.kind !== 'known' || minor === undefined || Number(minor) >= least) return
  yield {
    at: written.span,
    message: `platformVersion is ${written.value}; FARGATE_SPOT needs 1.${least}.0 or later${arm ? ' on ARM64' : ''}`,
    related: [{ span: spot, message: 'FARGATE_SPOT' }],
    fixes: guess([...changeTo(written.span, 'LATEST'), ...changeTo(written.span, `1.${least}.0`)]),
  }
}

function familyOf(task: TaskDefinition): string {
  const family = stringAt(task.definition, 'family')
  return family.kind === 'known' ? family.value : ''
}
