import type { Rule } from '../../../rules/rule.ts'
import { limitingAmounts, raiseTaskCpu, sharesOf, sumOf } from '../amounts.ts'
import type { TaskDefinition } from '../document.ts'
import { guess } from '../fix.ts'

/** The CPU of a task is what its containers share. */
export const containerCpuOverTask: Rule<TaskDefinition> = {
  id: 'container-cpu-over-task',
  severity: 'error',
  summary: 'The containers reserve no more CPU units than the task has.',
  why: "RegisterTaskDefinition answers `The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.`",
  source: [
    'https://github.com/aws/aws-cdk/issues/1553',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": ".25 vCPU",
         ^^^^^^^^^^ cpu is 256 units; the containers reserve 257
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "cpu": 256 },
    { "name": "side", "image": "envoy:1.31", "cpu": 1 }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "cpu": "256",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "cpu": 156 },
    { "name": "side", "image": "envoy:1.31", "memory": 128, "cpu": 100 },
    { "name": "log", "image": "fluentd:1", "memory": 128, "cpu": 0 }
  ]
}`,
      `{
  "family": "web",
  "cpu": "\${CPU}",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "cpu": 4096 }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['cpu'],
  *check(doc) {
    const { cpu: task } = limitingAmounts(doc)
    if (task === undefined || sumOf(doc, 'cpu') <= task.value) return
    const { sum, who, related } = sharesOf(doc, 'cpu', 'CPU units')
    yield {
      at: task.span,
      message: `cpu is ${task.value} units; ${who} ${sum}`,
      related,
      fixes: guess(raiseTaskCpu(doc, sum)),
    }
  },
}
