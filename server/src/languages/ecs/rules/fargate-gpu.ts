import type { Rule } from '../../../rules/rule.ts'
import { maps, type TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'

/** Fargate has no devices for computing. Inference accelerators are `inference-accelerators`: nothing supports them. */
export const fargateGpu: Rule<TaskDefinition> = {
  id: 'fargate-gpu',
  severity: 'error',
  summary: 'On Fargate no container requires a `GPU` or `NeuronDevice`.',
  why: 'RegisterTaskDefinition answers `Tasks using the Fargate launch type do not support GPU resource requirements.` For Neuron devices the same is documented, so they are a warning. Both run on EC2 and on Managed Instances.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html'],
  examples: {
    bad: [
      `{
  "family": "train",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "4096", "memory": "16384",
  "containerDefinitions": [
    { "name": "train", "image": "pytorch:2.5", "resourceRequirements": [{ "type": "GPU", "value": "1" }] },
                                                                                  ^^^^^ Fargate has no GPUs
    { "name": "infer", "image": "neuron:2", "resourceRequirements": [{ "type": "NeuronDevice", "value": "ALL" }] }
                                                                               ^^^^^^^^^^^^^^ Fargate has no Neuron devices
  ]
}`,
    ],
    good: [
      `{
  "family": "train",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    { "name": "train", "image": "pytorch:2.5", "memory": 16384, "resourceRequirements": [{ "type": "GPU", "value": "1" }] }
  ]
}`,
      `{
  "family": "train",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "4096", "memory": "16384",
  "containerDefinitions": [
    { "name": "train", "image": "pytorch:2.5", "resourceRequirements": [] },
    { "name": "infer", "image": "pytorch:2.5", "resourceRequirements": [{ "type": "\${TYPE}", "value": "1" }] }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['resourceRequirements'],
  *check({ fargate, containers }) {
    if (!fargate) return
    for (const container of containers) {
      for (const { node } of maps(container.node, 'resourceRequirements')) {
        const type = stringAt(node, 'type')
        if (type.kind !== 'known') continue
        if (type.value === 'GPU') yield { at: type.span, message: 'Fargate has no GPUs' }
        if (type.value === 'NeuronDevice') yield { at: type.span, message: 'Fargate has no Neuron devices', severity: 'warning' }
      }
    }
  },
}
