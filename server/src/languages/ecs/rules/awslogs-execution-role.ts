import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { missingExecutionRole } from '../execution-role.ts'
import { loggingsBy } from '../logging.ts'

/** On Fargate it is the execution role that writes to CloudWatch Logs; on EC2 the role of the instance may do it. */
export const awslogsExecutionRole: Rule<TaskDefinition> = {
  id: 'awslogs-execution-role',
  severity: 'error',
  summary: 'On Fargate the log driver `awslogs` needs an `executionRoleArn`.',
  why: 'RegisterTaskDefinition answers `Fargate requires task definition to have execution role ARN to support log driver awslogs.` The managed policy `AmazonECSTaskExecutionRolePolicy` allows what the driver needs, except for creating log groups.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html',
    'https://github.com/virtual-kubelet/virtual-kubelet/issues/193',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "logConfiguration": {
        "logDriver": "awslogs",
                     ^^^^^^^^^ executionRoleArn is missing; on Fargate the log driver awslogs needs it
        "options": { "awslogs-group": "/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "web" }
      }
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "executionRoleArn": "\${ROLE}",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/web", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "web" }
      }
    }
  ]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/web", "awslogs-region": "eu-west-1" }
      }
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['logConfiguration'],
  *check(doc) {
    if (doc.fargate) yield* missingExecutionRole(doc, loggingsBy(doc, 'awslogs'), 'on Fargate the log driver awslogs needs it')
  },
}
