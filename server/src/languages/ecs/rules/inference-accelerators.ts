import type { Rule } from '../../../rules/rule.ts'
import { maps, type TaskDefinition } from '../document.ts'
import { filledAt, stringAt } from '../field.ts'
import { guess, removeProperty } from '../fix.ts'

/** Elastic Inference is gone. */
export const inferenceAccelerators: Rule<TaskDefinition> = {
  id: 'inference-accelerators',
  severity: 'error',
  summary: 'There are no `inferenceAccelerators`, and no container requires one.',
  why: "RegisterTaskDefinition answers `Unsupported field 'inferenceAccelerators'`, on every launch type. The service behind it takes no new customers since 15 April 2023; Inferentia and GPU instances do its work.",
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-inference.html'],
  examples: {
    bad: [
      `{
  "family": "infer",
  "inferenceAccelerators": [{ "deviceName": "device_1", "deviceType": "eia1.medium" }],
  ^^^^^^^^^^^^^^^^^^^^^^^ inferenceAccelerators are no longer supported by ECS
  "containerDefinitions": [{ "name": "infer", "image": "mxnet:1", "memory": 512 }]
}`,
    ],
    good: [
      `{
  "family": "infer",
  "inferenceAccelerators": [],
  "containerDefinitions": [
    { "name": "infer", "image": "mxnet:1", "memory": 512, "resourceRequirements": [{ "type": "GPU", "value": "1" }] }
  ]
}`,
    ],
  },
  about: 'frame',
  *check({ text, definition, containers }) {
    const accelerators = filledAt(definition, 'inferenceAccelerators')
    if (definition === undefined || accelerators === undefined) return
    const required = containers
      .flatMap(({ node }) => maps(node, 'resourceRequirements'))
      .flatMap(({ node }) => {
        const type = stringAt(node, 'type')
        return type.kind === 'known' && type.value === 'InferenceAccelerator' ? [{ span: type.span, message: 'required here' }] : []
      })
    const without = removeProperty(text, definition, 'inferenceAccelerators')
    yield {
      at: accelerators.key.span,
      message: 'inferenceAccelerators are no longer supported by ECS',
      related: required,
      // Whatever refers to an accelerator has to go too, and what does its work then is for the writer to say.
      fixes: required.length === 0 ? without : guess(without),
      tag: 'deprecated',
    }
  },
}
