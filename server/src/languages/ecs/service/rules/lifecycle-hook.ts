import type { Problem, Rule } from '../../../../rules/rule.ts'
import { get, type MapNode } from '../../../../syntax/node.ts'
import type { Span } from '../../../../text/span.ts'
import { maps } from '../../document.ts'
import { lacks, stringAt, stringsAt } from '../../field.ts'
import { guess, removeItem } from '../../fix.ts'
import type { ServiceDefinition } from '../document.ts'

/** What happens at the stages of a deployment. */
export const lifecycleHook: Rule<ServiceDefinition> = {
  id: 'lifecycle-hook',
  severity: 'warning',
  summary:
    'A deployment hook names its `lifecycleStages` and, unless it is a `PAUSE`, its `hookTargetArn`; a pause is at no stage that shifts traffic.',
  why: 'These are documented to be demanded. `AWS_LAMBDA` is what a hook without a `targetType` is.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html'],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "deploymentConfiguration": {
    "strategy": "BLUE_GREEN",
    "lifecycleHooks": [
      { "targetType": "AWS_LAMBDA", "lifecycleStages": ["POST_SCALE_UP"] },
                      ^^^^^^^^^^^^ hookTargetArn is missing; a hook of AWS_LAMBDA names the function
      { "lifecycleStages": ["POST_SCALE_UP"] },
      ^ hookTargetArn is missing; a hook of AWS_LAMBDA names the function
      { "hookTargetArn": "arn:aws:lambda:us-east-1:123456789012:function:check" },
      ^ lifecycleStages is missing; a hook says when it is called
      { "targetType": "PAUSE", "lifecycleStages": ["POST_SCALE_UP", "TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT"] }
                                                                    ^^^^^^^^^^^^^^^^^^^^ a deployment does not pause at TEST_TRAFFIC_SHIFT
                                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^ a deployment does not pause at PRODUCTION_TRAFFIC_SHIFT
    ]
  }
}`,
    ],
    good: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "deploymentConfiguration": {
    "strategy": "BLUE_GREEN",
    "lifecycleHooks": [
      { "hookTargetArn": "\${HOOK}", "roleArn": "\${ROLE}", "lifecycleStages": ["TEST_TRAFFIC_SHIFT"] },
      { "targetType": "\${TYPE}", "lifecycleStages": ["PRODUCTION_TRAFFIC_SHIFT"] },
      { "targetType": "PAUSE", "lifecycleStages": ["POST_TEST_TRAFFIC_SHIFT", "\${STAGE}"] }
    ]
  }
}`,
    ],
  },
  *check({ text, deployment }) {
    for (const { node } of maps(deployment, 'lifecycleHooks')) {
      const type = stringAt(node, 'targetType')
      const at = type.kind === 'known' ? type.span : { start: node.span.start, end: node.span.start + 1 }
      if (type.kind === 'known' && type.value === 'PAUSE') yield* pause(text, node)
      else if (type.kind !== 'unknown') yield* lambda(node, at)
      if (lacks(node, 'lifecycleStages')) yield { at, message: 'lifecycleStages is missing; a hook says when it is called' }
    }
  },
}

function* lambda(hook: MapNode, at: Span): Iterable<Problem> {
  if (lacks(hook, 'hookTargetArn')) yield { at, message: 'hookTargetArn is missing; a hook of AWS_LAMBDA names the function' }
}

function* pause(text: string, hook: MapNode): Iterable<Problem> {
  const list = get(hook, 'lifecycleStages')
  for (const { value, span: at, index } of stringsAt(hook, 'lifecycleStages')) {
    const item = list?.kind === 'list' ? list.items[index] : undefined
    if (list?.kind !== 'list' || item === undefined || (value !== 'TEST_TRAFFIC_SHIFT' && value !== 'PRODUCTION_TRAFFIC_SHIFT')) continue
    yield { at, message: `a deployment does not pause at ${value}`, fixes: guess(removeItem(text, list, item)) }
  }
}
