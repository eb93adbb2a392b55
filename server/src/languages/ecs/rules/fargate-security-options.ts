import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { refusedProperty } from '../refused.ts'

/** Labels, profiles and credential specs of Docker name things of a host. */
export const fargateSecurityOptions: Rule<TaskDefinition> = {
  id: 'fargate-security-options',
  aliases: ['fargate-docker-security-options'],
  severity: 'error',
  summary: 'On Fargate no container has `dockerSecurityOptions`.',
  why: 'RegisterTaskDefinition answers `Fargate compatible task definitions do not support dockerSecurityOptions`. For Active Directory accounts take `credentialSpecs`.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "dockerSecurityOptions": ["no-new-privileges"] }
                                            ^^^^^^^^^^^^^^^^^^^^^^^ Fargate does not support dockerSecurityOptions
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "dockerSecurityOptions": [] }
  ]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "dockerSecurityOptions": ["no-new-privileges"] }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['dockerSecurityOptions'],
  *check(doc) {
    if (doc.fargate) yield* refusedProperty(doc, 'dockerSecurityOptions', 'Fargate does not support dockerSecurityOptions')
  },
}
