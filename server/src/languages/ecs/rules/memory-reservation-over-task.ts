import type { Rule } from '../../../rules/rule.ts'
import { limitingAmounts, raiseTaskMemory, sharesOf, sumOf } from '../amounts.ts'
import type { TaskDefinition } from '../document.ts'
import { guess } from '../fix.ts'

/** What is promised to the containers has to be there. */
export const memoryReservationOverTask: Rule<TaskDefinition> = {
  id: 'memory-reservation-over-task',
  severity: 'error',
  summary: 'The containers reserve no more memory than the task has.',
  why: "RegisterTaskDefinition answers `The sum of all container 'memoryReservation' values cannot be greater than the value of the task 'memory'.`",
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "memory": "512",
            ^^^^^ memory is 512 MiB; the containers reserve 513 MiB
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memoryReservation": 400 },
    { "name": "side", "image": "envoy:1.31", "memoryReservation": 113 }
  ]
}`,
      `{
  "family": "web",
  "memory": "512",
            ^^^^^ memory is 512 MiB; container "web" reserves 600 MiB
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memoryReservation": 600 },
    { "name": "side", "image": "envoy:1.31" }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memoryReservation": 400 },
    { "name": "side", "image": "envoy:1.31", "memoryReservation": 112 }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memoryReservation": 400 }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['memoryReservation'],
  *check(doc) {
    const { memory: task } = limitingAmounts(doc)
    if (task === undefined || sumOf(doc, 'memoryReservation') <= task.value) return
    const { sum, who, related } = sharesOf(doc, 'memoryReservation', 'MiB')
    yield {
      at: task.span,
      message: `memory is ${task.value} MiB; ${who} ${sum} MiB`,
      related,
      fixes: guess(raiseTaskMemory(doc, sum)),
    }
  },
}
