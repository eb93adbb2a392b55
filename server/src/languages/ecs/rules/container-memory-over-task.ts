import type { Rule } from '../../../rules/rule.ts'
import { limitingAmounts, raiseTaskMemory } from '../amounts.ts'
import type { TaskDefinition } from '../document.ts'
import { changeTo, guess } from '../fix.ts'

/** The memory of a task is the limit of all its containers together, so of each of them too. */
export const containerMemoryOverTask: Rule<TaskDefinition> = {
  id: 'container-memory-over-task',
  severity: 'error',
  summary: 'No container has more `memory` than the task.',
  why: "RegisterTaskDefinition answers `The 'memory' setting for container 'x' is greater than for the task.` The limits of several containers together may be above that of the task, their reservations not.",
  source: [
    'https://github.com/pulumi/pulumi-awsx/issues/1220',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "0.5 GB",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 512 },
    { "name": "side", "image": "envoy:1.31", "memory": 513 }
                                                       ^^^ memory is 513 MiB; the task has 512 MiB
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 512 },
    { "name": "side", "image": "envoy:1.31", "memory": 512 }
  ]
}`,
      `{
  "family": "web",
  "memory": "\${MEMORY}",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 1024 }
  ]
}`,
      `{
  "family": "web",
  "memory": "512",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "memory": 1024 }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['memory'],
  *check(doc) {
    const { memory: task } = limitingAmounts(doc)
    if (task === undefined) return
    for (const { memory } of doc.containers) {
      if (memory.kind !== 'known' || memory.value <= task.value) continue
      yield {
        at: memory.span,
        message: `memory is ${memory.value} MiB; the task has ${task.value} MiB`,
        related: [{ span: task.span, message: 'the memory of the task' }],
        fixes: guess([...changeTo(memory.span, task.value), ...raiseTaskMemory(doc, memory.value)]),
      }
    }
  },
}
