import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { changeTo, guess } from '../fix.ts'

/** Machines outside of AWS have no elastic network interfaces to give away. */
export const externalNetworkMode: Rule<TaskDefinition> = {
  id: 'external-network-mode',
  severity: 'warning',
  summary: 'For `EXTERNAL` instances the `networkMode` is `bridge`, `host` or `none`.',
  why: 'An external instance (ECS Anywhere) stands outside of any VPC. A task with network mode `awsvpc` is never placed on one.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html'],
  examples: {
    bad: [
      `{
  "family": "edge",
  "requiresCompatibilities": ["EXTERNAL"],
  "networkMode": "awsvpc",
                 ^^^^^^^^ networkMode is awsvpc; external instances take bridge, host or none
  "containerDefinitions": [{ "name": "edge", "image": "edge:1", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "edge",
  "requiresCompatibilities": ["EXTERNAL"],
  "containerDefinitions": [{ "name": "edge", "image": "edge:1", "memory": 128 }]
}`,
      `{
  "family": "edge",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "awsvpc",
  "containerDefinitions": [{ "name": "edge", "image": "edge:1", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check({ compatibilities, networkMode }) {
    const external = compatibilities.find(({ value }) => value === 'EXTERNAL')
    if (external === undefined || networkMode.kind !== 'known' || networkMode.value !== 'awsvpc') return
    yield {
      at: networkMode.span,
      message: 'networkMode is awsvpc; external instances take bridge, host or none',
      related: [{ span: external.span, message: 'external instances are required here' }],
      fixes: guess(['bridge', 'host', 'none'].flatMap((mode) => changeTo(networkMode.span, mode))),
    }
  },
}
