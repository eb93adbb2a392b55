import type { Problem, Rule } from '../../../rules/rule.ts'
import { readArn } from '../arn.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { asksReader } from '../names.ts'

/** Whom the containers and the agent act as. */
export const roleArn: Rule<TaskDefinition> = {
  id: 'role-arn',
  aliases: ['task-role-arn', 'execution-role-arn'],
  severity: 'error',
  summary: '`taskRoleArn` and `executionRoleArn` hold the ARN of an IAM role, or its name.',
  why: 'For the ARN of a cluster or stack RegisterTaskDefinition answers `Role is not valid`. Policies, instance profiles and users of IAM are no roles either, and a role has a name of letters, digits and `+=,.@_-`; what is answered to those is not known, so they are warnings.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
    'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
    'https://github.com/aws-samples/aws-modern-application-workshop/issues/9',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::123456789012:policy/web",
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ taskRoleArn is arn:aws:iam::123456789012:policy/web; that is not an IAM role
  "executionRoleArn": "arn:aws:iam:role/ecsTaskExecutionRole",
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ executionRoleArn is arn:aws:iam:role/ecsTaskExecutionRole; that is no complete ARN
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
      `{
  "family": "web",
  "taskRoleArn": "web role",
                 ^^^^^^^^^^ taskRoleArn is web role; that is neither the ARN nor the name of an IAM role
  "executionRoleArn": "arn:aws:sts::123456789012:assumed-role/web/session",
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ executionRoleArn is arn:aws:sts::123456789012:assumed-role/web/session; that is something of sts, not an IAM role
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "taskRoleArn": "arn:aws-us-gov:iam::123456789012:role/service-role/web",
  "executionRoleArn": "ecsTaskExecutionRole",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
      `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::\${ACCOUNT}:role/web",
  "executionRoleArn": "{your execution role}",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
      `{
  "family": "web",
  "taskRoleArn": "arn:aws:iam::XXXXXXXXXXXX:role/web",
  "executionRoleArn": "",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check({ definition }) {
    for (const key of ['taskRoleArn', 'executionRoleArn']) {
      const role = stringAt(definition, key)
      const problem = role.kind === 'known' && role.value !== '' && !asksReader(role.value) ? judged(role.value) : undefined
      if (role.kind === 'known' && problem !== undefined)
        yield { ...problem, at: role.span, message: `${key} is ${role.value}; ${problem.message}` }
    }
  },
}

/** What is wrong with an ARN or name. A name may have its path in front of it. */
function judged(value: string): Pick<Problem, 'message' | 'severity'> | undefined {
  if (!value.startsWith('arn:')) {
    if (/^[\w+=,.@/-]+$/.test(value)) return undefined
    return { message: 'that is neither the ARN nor the name of an IAM role', severity: 'warning' }
  }
  const arn = readArn(value)
  if (arn === undefined) return { message: 'that is no complete ARN', severity: 'warning' }
  if (arn.service !== 'iam') return { message: `that is something of ${arn.service}, not an IAM role` }
  return arn.resource.startsWith('role/') ? undefined : { message: 'that is not an IAM role', severity: 'warning' }
}
