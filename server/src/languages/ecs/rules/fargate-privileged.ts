import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { booleanAt } from '../field.ts'
import { guess, removeProperty } from '../fix.ts'

/** Fargate gives no container the rights of its host. */
export const fargatePrivileged: Rule<TaskDefinition> = {
  id: 'fargate-privileged',
  severity: 'error',
  summary: 'On Fargate no container is `privileged`.',
  why: "RegisterTaskDefinition answers `Fargate requires that the 'privileged' setting be 'false' at the container level.` The demand holds as soon as `FARGATE` stands in `requiresCompatibilities`, even beside `EC2`.",
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html'],
  examples: {
    bad: [
      `{
  "family": "build",
  "requiresCompatibilities": ["EC2", "FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    { "name": "docker", "image": "docker:27-dind", "privileged": true }
                                                                 ^^^^ privileged is true; Fargate runs no privileged containers
  ]
}`,
    ],
    good: [
      `{
  "family": "build",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    { "name": "kaniko", "image": "kaniko:1", "privileged": false },
    { "name": "docker", "image": "docker:27-dind", "privileged": \${PRIVILEGED} }
  ]
}`,
      `{
  "family": "build",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    { "name": "docker", "image": "docker:27-dind", "memory": 512, "privileged": true }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['privileged'],
  *check({ text, fargate, containers }) {
    if (!fargate) return
    for (const { node } of containers) {
      const privileged = booleanAt(node, 'privileged')
      if (privileged.kind !== 'known' || !privileged.value) continue
      yield {
        at: privileged.span,
        message: 'privileged is true; Fargate runs no privileged containers',
        fixes: guess(removeProperty(text, node, 'privileged')),
      }
    }
  },
}
