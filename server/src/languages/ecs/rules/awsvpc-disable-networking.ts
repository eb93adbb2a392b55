import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { booleanAt } from '../field.ts'
import { guess, removeProperty } from '../fix.ts'

/** In awsvpc mode the task has a network interface that all its containers share; none can be cut off. */
export const awsvpcDisableNetworking: Rule<TaskDefinition> = {
  id: 'awsvpc-disable-networking',
  severity: 'error',
  summary: 'With network mode `awsvpc` no container sets `disableNetworking`.',
  why: 'RegisterTaskDefinition answers `Disable Networking is not supported on container when networkMode=awsvpc`. Leave the key out, or take network mode `none` for a task without a network.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "batch",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "work", "image": "busybox:1.37", "memory": 64, "disableNetworking": true }
                                                                                  ^^^^ disableNetworking is true; network mode awsvpc does not support it
  ]
}`,
    ],
    good: [
      `{
  "family": "batch",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "work", "image": "busybox:1.37", "memory": 64, "disableNetworking": false }
  ]
}`,
      `{
  "family": "batch",
  "containerDefinitions": [
    { "name": "work", "image": "busybox:1.37", "memory": 64, "disableNetworking": true }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['disableNetworking'],
  *check({ text, networkMode, containers }) {
    if (networkMode.kind !== 'known' || networkMode.value !== 'awsvpc') return
    for (const { node } of containers) {
      const disabled = booleanAt(node, 'disableNetworking')
      if (disabled.kind !== 'known' || !disabled.value) continue
      yield {
        at: disabled.span,
        message: 'disableNetworking is true; network mode awsvpc does not support it',
        related: [{ span: networkMode.span, message: 'the network mode' }],
        fixes: guess(removeProperty(text, node, 'disableNetworking')),
      }
    }
  },
}
