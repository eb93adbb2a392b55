import type { Rule } from '../../../rules/rule.ts'
import { containersWithoutMemory, smallestFargateSize } from '../amounts.ts'
import type { TaskDefinition } from '../document.ts'
import { fargateToken } from '../fargate.ts'
import { guess, setProperty } from '../fix.ts'
import { taskLacks } from '../references.ts'

/** A Fargate task is a machine of its own, so its size has to be said. */
export const fargateSizeRequired: Rule<TaskDefinition> = {
  id: 'fargate-size-required',
  aliases: ['fargate-cpu-required', 'fargate-memory-required'],
  severity: 'error',
  summary: 'For Fargate the task has `cpu` and `memory`.',
  why: "RegisterTaskDefinition answers `Fargate requires that 'cpu' be defined at the task level.` and the same of memory. If a container has no memory either, it names that first: see `container-memory-required`.",
  source: [
    'https://github.com/aws/amazon-ecs-cli/issues/982',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["EC2", "FARGATE"],
                                     ^^^^^^^^^ cpu of the task is missing; Fargate requires it
                                     ^^^^^^^^^ memory of the task is missing; Fargate requires it
  "networkMode": "awsvpc",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 256, "memory": 512 }]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
                              ^^^^^^^^^ cpu of the task is missing; Fargate requires it
  "networkMode": "awsvpc",
  "memory": "2GB",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "\${CPU}",
  "memory": "2GB",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
      `{
  "family": "web",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "cpu": 256, "memory": 512 }]
}`,
    ],
  },
  about: 'containers',
  reads: ['memory', 'memoryReservation'],
  *check(doc) {
    const { text, definition } = doc
    const at = fargateToken(doc)
    if (at === undefined || definition === undefined) return
    const lacks = { cpu: taskLacks(doc, 'cpu'), memory: taskLacks(doc, 'memory') }
    if (!lacks.cpu && !lacks.memory) return
    const size = smallestFargateSize(doc)
    if (lacks.cpu)
      yield {
        at,
        path: 'cpu',
        message: 'cpu of the task is missing; Fargate requires it',
        fixes: guess(size === undefined ? [] : setProperty(text, definition, 'cpu', String(size.cpu))),
      }
    if (lacks.memory && containersWithoutMemory(doc).length === 0)
      yield {
        at,
        path: 'memory',
        message: 'memory of the task is missing; Fargate requires it',
        fixes: guess(size === undefined ? [] : setProperty(text, definition, 'memory', String(size.memory))),
      }
  },
}
