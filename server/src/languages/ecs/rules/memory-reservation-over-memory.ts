import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { changeTo, guess } from '../fix.ts'

/** A container can't be promised more memory than it may use. */
export const memoryReservationOverMemory: Rule<TaskDefinition> = {
  id: 'memory-reservation-over-memory',
  severity: 'error',
  summary: 'The `memoryReservation` of a container is not above its `memory`.',
  why: "RegisterTaskDefinition answers `... 'memory' must be greater than or equal to 'memoryReservation'`. Equal amounts are accepted, although the documentation asks for more.",
  source: [
    'https://github.com/awsdocs/amazon-ecs-developer-guide/pull/242',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 256, "memoryReservation": 257 }
                                                                                ^^^ memoryReservation is 257 MiB; memory is 256 MiB
  ]
}`,
      `[
  { "name": "web", "image": "nginx:1.27", "memoryReservation": 512, "memory": 256 }
                                                               ^^^ memoryReservation is 512 MiB; memory is 256 MiB
]`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 256, "memoryReservation": 256 },
    { "name": "side", "image": "envoy:1.31", "memory": \${MEMORY}, "memoryReservation": 256 },
    { "name": "log", "image": "fluentd:1", "memoryReservation": 256 }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['memory', 'memoryReservation'],
  *check({ containers }) {
    for (const { memory, memoryReservation } of containers) {
      if (memory.kind !== 'known' || memoryReservation.kind !== 'known' || memory.value <= 0) continue
      if (memoryReservation.value <= memory.value) continue
      yield {
        at: memoryReservation.span,
        message: `memoryReservation is ${memoryReservation.value} MiB; memory is ${memory.value} MiB`,
        related: [{ span: memory.span, message: 'the limit of the container' }],
        fixes: guess([
          ...changeTo(memoryReservation.span, memory.value),
          ...changeTo(memory.span, memoryReservation.value, `Change memory to ${memoryReservation.value}`),
        ]),
      }
    }
  },
}
