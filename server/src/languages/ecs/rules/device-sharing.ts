import type { Problem, Rule } from '../../../rules/rule.ts'
import type { MapNode } from '../../../syntax/node.ts'
import type { Span } from '../../../text/span.ts'
import { maps, type TaskDefinition } from '../document.ts'
import { filledAt, stringAt } from '../field.ts'
import { containersAreAlternatives } from '../references.ts'

/** How the containers of a task divide what there is of GPUs and Neuron devices. */
export const deviceSharing: Rule<TaskDefinition> = {
  id: 'device-sharing',
  severity: 'warning',
  summary: 'Of the containers of a task those with GPUs all have a `sharingStrategy` or none has, and one at most has the Neuron devices.',
  why: 'Both are documented. A container with Neuron devices has all of the instance, so nothing is left for a second one.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ResourceRequirement.html'],
  examples: {
    bad: [
      `{
  "family": "infer",
  "containerDefinitions": [
    { "name": "a", "image": "a:1", "memory": 512, "resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }] },
    { "name": "b", "image": "b:1", "memory": 512, "resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }] },
                                                                                     ^^^^^^^^^^^^^^ another container has all Neuron devices already
    { "name": "c", "image": "c:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "value": "1" }] },
    { "name": "d", "image": "d:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "sharingStrategy": { "nvidiaMps": { "memory": 1024 } } }] }
                                                                                     ^^^^^ here GPUs are shared, elsewhere in the task taken whole; all containers do the same
  ]
}`,
    ],
    good: [
      `{
  "family": "infer",
  "containerDefinitions": [
    { "name": "a", "image": "a:1", "memory": 512, "resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }] },
    { "name": "b", "image": "b:1", "memory": 512, "resourceRequirements": [{ "type": "\${DEVICE}", "value": "ALL" }] },
    { "name": "c", "image": "c:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "sharingStrategy": { "nvidiaMps": { "memory": 512 } } }] },
    { "name": "d", "image": "d:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "sharingStrategy": { "nvidiaMps": { "memory": 1024 } } }] }
  ]
}`,
      `{
  "family": "infer",
  "containerDefinitions": [
    { "name": "a", "image": "a:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "value": "1" }] },
    { "name": "b", "image": "b:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "value": "2" }] }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['resourceRequirements'],
  *check(doc) {
    if (doc.fargate || containersAreAlternatives(doc)) return
    const all = doc.containers.map(({ node }) => maps(node, 'resourceRequirements').flatMap((one) => requirement(one.node)))
    yield* neuron(all.flatMap((some) => some.find(({ type }) => type === 'NeuronDevice') ?? []))
    yield* gpus(all.flat().filter(({ type }) => type === 'GPU'))
  },
}

interface Requirement {
  readonly type: string
  readonly at: Span
  /** Undefined where neither way stands there. */
  readonly shared: boolean | undefined
}

function requirement(node: MapNode): Requirement[] {
  const type = stringAt(node, 'type')
  if (type.kind !== 'known') return []
  const sharing = filledAt(node, 'sharingStrategy') !== undefined
  const whole = filledAt(node, 'value') !== undefined
  return [{ type: type.value, at: type.span, shared: sharing === whole ? undefined : sharing }]
}

/** Those of several containers. */
function* neuron([first, ...rest]: readonly Requirement[]): Iterable<Problem> {
  if (first === undefined) return
  for (const { at } of rest)
    yield {
      at,
      message: 'another container has all Neuron devices already',
      related: [{ span: first.at, message: 'the first container' }],
    }
}

function* gpus(all: readonly Requirement[]): Iterable<Problem> {
  const first = all.find(({ shared }) => shared !== undefined)
  const other = first && all.find(({ shared }) => shared === !first.shared)
  if (first === undefined || other === undefined) return
  yield {
    at: other.at,
    message: `here GPUs are ${other.shared ? 'shared' : 'taken whole'}, elsewhere in the task ${first.shared ? 'shared' : 'taken whole'}; all containers do the same`,
    related: [{ span: first.at, message: first.shared ? 'shared here' : 'taken whole here' }],
  }
}
