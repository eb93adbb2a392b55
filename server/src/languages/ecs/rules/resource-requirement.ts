import type { Problem, Rule } from '../../../rules/rule.ts'
import { get, type MapNode } from '../../../syntax/node.ts'
import { keySpan, maps, type TaskDefinition } from '../document.ts'
import { filledAt, lacks, stringAt } from '../field.ts'
import { changeTo, guess, removeProperty } from '../fix.ts'

/** GPUs and Neuron devices of a container. That Fargate has none is said by `fargate-gpu`. */
export const resourceRequirement: Rule<TaskDefinition> = {
  id: 'resource-requirement',
  aliases: ['gpu-value', 'gpu-sharing-strategy'],
  severity: 'warning',
  summary:
    'A `GPU` requirement has a number or `ALL` as its `value`, or else a `sharingStrategy`; `NeuronDevice` has `ALL`, for `MANAGED_INSTANCES` only.',
  why: 'That is what is documented: a container takes whole GPUs or a share of one, and always all Neuron devices. GPUs are shared on EC2 and Managed Instances, not on servers that are `EXTERNAL`.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ResourceRequirement.html'],
  examples: {
    bad: [
      `{
  "family": "train",
  "requiresCompatibilities": ["EC2", "EXTERNAL"],
  "containerDefinitions": [
    { "name": "a", "image": "a:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "value": "two" }] },
                                                                                                     ^^^^^ value is "two"; of GPUs it is a number or ALL
    { "name": "b", "image": "b:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "value": "all" }] },
                                                                                                     ^^^^^ value is "all"; of GPUs it is a number or ALL
    { "name": "c", "image": "c:1", "memory": 512, "resourceRequirements": [{ "type": "GPU" }] },
                                                                                     ^^^^^ neither value nor sharingStrategy says how much of a GPU is required
    { "name": "d", "image": "d:1", "memory": 512, "resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }] }
                                                                                     ^^^^^^^^^^^^^^ requiresCompatibilities has EC2; only MANAGED_INSTANCES give Neuron devices to containers
  ]
}`,
      `{
  "family": "train",
  "requiresCompatibilities": ["EXTERNAL"],
  "containerDefinitions": [
    { "name": "a", "image": "a:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "sharingStrategy": { "nvidiaMps": { "memory": 1024 } } }] }
                                                                                            ^^^^^^^^^^^^^^^^^ on EXTERNAL instances no container shares a GPU
  ]
}`,
      `{
  "family": "train",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "a", "image": "a:1", "memory": 512, "resourceRequirements": [{ "type": "NeuronDevice", "value": "2" }] },
                                                                                                              ^^^ value is "2"; of Neuron devices it is ALL
    {
      "name": "b",
      "image": "b:1",
      "memory": 512,
      "resourceRequirements": [
        { "type": "GPU", "value": "1", "sharingStrategy": { "nvidiaMps": { "memory": 1024 } } },
                                       ^^^^^^^^^^^^^^^^^ a container takes whole GPUs by value or a share by sharingStrategy, not both
        { "type": "NeuronDevice", "sharingStrategy": { "nvidiaMps": { "memory": 1024 } } }
                                  ^^^^^^^^^^^^^^^^^ a sharingStrategy is for GPUs; Neuron devices are not shared
      ]
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "train",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "a", "image": "a:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "value": "1" }] },
    { "name": "b", "image": "b:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "value": "ALL" }] },
    { "name": "c", "image": "c:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "sharingStrategy": { "nvidiaMps": { "memory": 1024 } } }] },
    { "name": "d", "image": "d:1", "memory": 512, "resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }] },
    { "name": "e", "image": "e:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "value": "\${GPUS}" }] }
  ]
}`,
      `{
  "family": "train",
  "containerDefinitions": [
    { "name": "d", "image": "d:1", "memory": 512, "resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }] }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['resourceRequirements'],
  *check(doc) {
    if (doc.fargate) return
    for (const container of doc.containers)
      for (const { node } of maps(container.node, 'resourceRequirements')) {
        const type = stringAt(node, 'type')
        if (type.kind !== 'known') continue
        if (type.value === 'GPU') yield* gpu(doc, node)
        if (type.value === 'NeuronDevice') yield* neuron(doc, node)
      }
  },
}

function* gpu(doc: TaskDefinition, requirement: MapNode): Iterable<Problem> {
  const { text } = doc
  const value = stringAt(requirement, 'value')
  const sharing = filledAt(requirement, 'sharingStrategy')
  if (sharing !== undefined && filledAt(requirement, 'value') !== undefined) {
    const fixes = guess([...removeProperty(text, requirement, 'value'), ...removeProperty(text, requirement, 'sharingStrategy')])
    yield { at: sharing.key.span, message: 'a container takes whole GPUs by value or a share by sharingStrategy, not both', fixes }
  } else if (value.kind === 'known' && !/^(?:\d*|ALL)$/.test(value.value)) {
    const all = /^all$/i.test(value.value) ? changeTo(value.span, 'ALL') : []
    yield { at: value.span, message: `value is ${JSON.stringify(value.value)}; of GPUs it is a number or ALL`, fixes: guess(all) }
  } else if (lacks(requirement, 'value') && lacks(requirement, 'sharingStrategy'))
    yield { ...typeOf(requirement), message: 'neither value nor sharingStrategy says how much of a GPU is required' }
  const external = doc.compatibilities.find((one) => one.value === 'EXTERNAL')
  if (sharing !== undefined && external !== undefined)
    yield {
      at: sharing.key.span,
      message: 'on EXTERNAL instances no container shares a GPU',
      related: [{ span: external.span, message: 'EXTERNAL' }],
    }
}

function* neuron({ text, compatibilities }: TaskDefinition, requirement: MapNode): Iterable<Problem> {
  const value = stringAt(requirement, 'value')
  const sharing = keySpan(requirement, 'sharingStrategy')
  if (get(requirement, 'sharingStrategy')?.kind === 'map' && sharing !== undefined)
    yield {
      at: sharing,
      message: 'a sharingStrategy is for GPUs; Neuron devices are not shared',
      fixes: guess(removeProperty(text, requirement, 'sharingStrategy')),
    }
  else if (lacks(requirement, 'value')) yield { ...typeOf(requirement), message: 'value is missing; of Neuron devices it is ALL' }
  if (value.kind === 'known' && value.value !== 'ALL' && value.value !== '')
    yield {
      at: value.span,
      message: `value is ${JSON.stringify(value.value)}; of Neuron devices it is ALL`,
      fixes: guess(changeTo(value.span, 'ALL')),
    }
  const elsewhere = compatibilities.find((one) => one.value === 'EC2' || one.value === 'EXTERNAL')
  if (elsewhere !== undefined)
    yield {
      ...typeOf(requirement),
      message: `requiresCompatibilities has ${elsewhere.value}; only MANAGED_INSTANCES give Neuron devices to containers`,
      related: [{ span: elsewhere.span, message: elsewhere.value }],
    }
}

function typeOf(requirement: MapNode): Pick<Problem, 'at'> {
  return { at: get(requirement, 'type')?.span ?? requirement.span }
}
