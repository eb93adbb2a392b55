import type { Rule } from '../../../rules/rule.ts'
import type { Fix } from '../../../text/finding.ts'
import { containersWithoutMemory, smallestFargateSize } from '../amounts.ts'
import type { TaskDefinition } from '../document.ts'
import { guess, setProperty } from '../fix.ts'
import { taskLacks } from '../references.ts'

/** The scheduler has to know how much memory a task takes; if the task does not say it, every container must. */
export const containerMemoryRequired: Rule<TaskDefinition> = {
  id: 'container-memory-required',
  severity: 'error',
  summary: 'Without `memory` at the task level every container has `memory` or `memoryReservation`.',
  why: "RegisterTaskDefinition answers `Invalid setting for container 'x'. At least one of 'memory' or 'memoryReservation' must be specified.` This holds on EC2 and on Fargate.",
  source: [
    'https://github.com/aws/aws-cli/issues/4453',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128 },
    { "name": "side", "image": "envoy:1.31" },
              ^^^^^^ container "side" has neither memory nor memoryReservation; without memory at the task level it needs one of them
    { "image": "statsd:1" }
    ^ container 3 has neither memory nor memoryReservation; without memory at the task level it needs one of them
  ]
}`,
      `{
  "taskDefinition": {
    "family": "web",
    "requiresCompatibilities": ["FARGATE"],
    "networkMode": "awsvpc",
    "cpu": "256",
    "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
                                       ^^^^^ container "web" has neither memory nor memoryReservation; without memory at the task level it needs one of them
  }
}`,
    ],
    good: [
      `{
  "family": "web",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27" }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memoryReservation": 64 },
    { "name": "side", "image": "envoy:1.31", "memory": \${MEMORY} }
  ]
}`,
      `[
  { "name": "web", "image": "nginx:1.27" }
]`,
      `{
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27" }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['memory', 'memoryReservation'],
  *check(doc) {
    if (!taskLacks(doc, 'memory')) return
    const forTask = taskMemory(doc)
    for (const { anchor, label, index, node } of containersWithoutMemory(doc)) {
      const own = doc.fargate ? [] : setProperty(doc.text, node, 'memory', 512, `Give ${label} 512 MiB of memory`)
      yield {
        at: anchor,
        path: `containerDefinitions[${index}].memory`,
        message: `${label} has neither memory nor memoryReservation; without memory at the task level it needs one of them`,
        fixes: [...guess(own), ...forTask],
      }
    }
  },
}

function taskMemory(doc: TaskDefinition): readonly Fix[] {
  const { text, definition } = doc
  const amount = doc.fargate ? smallestFargateSize(doc)?.memory : 512
  if (definition === undefined || amount === undefined) return []
  return guess(setProperty(text, definition, 'memory', String(amount), `Give the task ${amount} MiB of memory`))
}
