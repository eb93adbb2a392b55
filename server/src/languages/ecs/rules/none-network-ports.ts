import type { Rule } from '../../../rules/rule.ts'
import { effectiveNetworkMode, type TaskDefinition } from '../document.ts'
import { refusedProperty } from '../refused.ts'

/** Without a network there are no ports. */
export const noneNetworkPorts: Rule<TaskDefinition> = {
  id: 'none-network-ports',
  severity: 'warning',
  summary: 'With network mode `none` no container has `portMappings`.',
  why: 'The containers of such a task have no connection to anything outside, so a port of theirs leads nowhere. It is documented that port mappings cannot be specified then.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "batch",
  "networkMode": "none",
  "containerDefinitions": [
    { "name": "work", "image": "busybox:1.37", "memory": 64, "portMappings": [{ "containerPort": 80 }] }
                                                             ^^^^^^^^^^^^^^ portMappings are set; network mode none has no ports
  ]
}`,
    ],
    good: [
      `{
  "family": "batch",
  "networkMode": "none",
  "containerDefinitions": [
    { "name": "work", "image": "busybox:1.37", "memory": 64, "portMappings": [] }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 64, "portMappings": [{ "containerPort": 80 }] }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['portMappings'],
  *check(doc) {
    if (effectiveNetworkMode(doc) !== 'none') return
    yield* refusedProperty(doc, 'portMappings', 'portMappings are set; network mode none has no ports')
  },
}
