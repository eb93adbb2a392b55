import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { missingExecutionRole } from '../execution-role.ts'
import { isPrivateEcr } from '../image-registry.ts'

/** On Fargate it is the execution role that pulls from a private registry of ECR; on EC2 the role of the instance does it. */
export const ecrExecutionRole: Rule<TaskDefinition> = {
  id: 'ecr-execution-role',
  severity: 'error',
  summary: 'On Fargate an image in a private ECR repository needs an `executionRoleArn`.',
  why: 'RegisterTaskDefinition answers `Fargate requires task definition to have execution role ARN to support ECR images.` Images of `public.ecr.aws` need no role.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/3051',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    { "name": "proxy", "image": "public.ecr.aws/nginx/nginx:1.27" },
    { "name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:7" },
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ executionRoleArn is missing; on Fargate images in ECR need it
    { "name": "api", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:7" }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "executionRoleArn": "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    { "name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:7" }
  ]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "public.ecr.aws/nginx/nginx:1.27" },
    { "name": "api", "image": "\${ACCOUNT}.dkr.ecr.eu-west-1.amazonaws.com/api:7" }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:7", "memory": 128 }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['image'],
  *check(doc) {
    if (!doc.fargate) return
    const images = doc.containers.flatMap(({ image }) => (image.kind === 'known' && isPrivateEcr(image.value) ? [{ at: image.span }] : []))
    yield* missingExecutionRole(doc, images, 'on Fargate images in ECR need it')
  },
}
