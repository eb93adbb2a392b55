import type { Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import { type Container, maps, type TaskDefinition } from '../document.ts'
import { type Field, stringAt } from '../field.ts'

/**
 * Parameters are read in the account that registers the definition. Which one that is a file does not say, but the execution role
 * cannot be of another: a role is passed within its account.
 */
export const secretAccount: Rule<TaskDefinition> = {
  id: 'secret-account',
  severity: 'warning',
  summary: 'A secret that comes from a Systems Manager parameter names a parameter of the account of the execution role.',
  why: 'RegisterTaskDefinition answers `The Systems Manager parameter ARN has a different account ID than the current account.` A secret of Secrets Manager may lie in another account.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111111111111:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "secrets": [{ "name": "TOKEN", "valueFrom": "arn:aws:ssm:eu-west-1:222222222222:parameter/web/token" }]
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the parameter belongs to account 222222222222, the execution role to 111111111111
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::111111111111:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "secrets": [
        { "name": "A", "valueFrom": "arn:aws:ssm:eu-west-1:111111111111:parameter/web/token" },
        { "name": "B", "valueFrom": "/web/token" },
        { "name": "C", "valueFrom": "arn:aws:secretsmanager:eu-west-1:222222222222:secret:token" },
        { "name": "D", "valueFrom": "arn:aws:ssm:eu-west-1:\${ACCOUNT}:parameter/web/token" },
        { "name": "E", "valueFrom": "arn:aws:ssm:eu-west-1:XXXXXXXXXXXX:parameter/web/token" }
      ]
    }
  ]
}`,
      `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::\${ACCOUNT}:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "secrets": [{ "name": "TOKEN", "valueFrom": "arn:aws:ssm:eu-west-1:222222222222:parameter/web/token" }]
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['secrets'],
  *check(doc) {
    const role = stringAt(doc.definition, 'executionRoleArn')
    const account = matched(role, roleArn)
    if (account === undefined || role.kind !== 'known') return
    for (const value of doc.containers.flatMap(values)) {
      const other = matched(value, parameterArn)
      if (other === undefined || other === account || value.kind !== 'known') continue
      yield {
        at: value.span,
        message: `the parameter belongs to account ${other}, the execution role to ${account}`,
        related: [{ span: role.span, message: 'the execution role' }],
      }
    }
  },
}

function values({ node }: Container): readonly Field<string>[] {
  const secrets = [...maps(node, 'secrets'), ...maps(get(node, 'logConfiguration'), 'secretOptions')]
  return secrets.map(({ node: secret }) => stringAt(secret, 'valueFrom'))
}

/** ARNs with the account in twelve digits, not as `XXXXXXXXXXXX` in an example. */
const roleArn = /^arn:aws[a-z-]*:iam::(\d{12}):role\//
const parameterArn = /^arn:aws[a-z-]*:ssm:[a-z0-9-]*:(\d{12}):parameter\//

function matched(value: Field<string>, arn: RegExp): string | undefined {
  return value.kind === 'known' ? arn.exec(value.value)?.[1] : undefined
}
