import type { Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import type { Container, TaskDefinition } from '../document.ts'
import { missingExecutionRole, type RoleDemand } from '../execution-role.ts'
import { filledAt, stringAt, stringsAt } from '../field.ts'

/** What the agent fetches on behalf of a container before it starts, it fetches with the execution role, on every launch type. */
export const secretsExecutionRole: Rule<TaskDefinition> = {
  id: 'secrets-execution-role',
  severity: 'error',
  summary:
    'Secrets need an `executionRoleArn`; so do secret log options, private registry credentials, environment files, and FireLens files or credential specs that AWS keeps.',
  why: "RegisterTaskDefinition answers `When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.` For everything but `secrets` the need is documented, so it is a warning.",
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html',
    'https://github.com/fabfuel/ecs-deploy/issues/87',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "registry.example.com/web:7",
      "memory": 128,
      "repositoryCredentials": { "credentialsParameter": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:hub" },
      "secrets": [{ "name": "TOKEN", "valueFrom": "/web/token" }]
      ^^^^^^^^^ executionRoleArn is missing; secrets, credentials and files are fetched with that role
    }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::bucket/web.env" }],
      "logConfiguration": {
        "logDriver": "splunk",
        "options": { "splunk-url": "https://splunk.example.com" },
        "secretOptions": [{ "name": "splunk-token", "valueFrom": "/splunk/token" }]
        ^^^^^^^^^^^^^^^ executionRoleArn is missing; secrets, credentials and files are fetched with that role
      }
    }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "logs",
      "image": "fluent-bit:3",
      "memory": 64,
      "firelensConfiguration": {
        "type": "fluentbit",
        "options": { "config-file-type": "s3", "config-file-value": "arn:aws:s3:::bucket/extra.conf" }
                                         ^^^^ executionRoleArn is missing; secrets, credentials and files are fetched with that role
      }
    },
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": { "logDriver": "awsfirelens" },
      "credentialSpecs": ["credentialspec:arn:aws:s3:::bucket/gmsa.json"]
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "executionRoleArn": "ecsTaskExecutionRole",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "secrets": [{ "name": "TOKEN", "valueFrom": "/web/token" }] }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "secrets": [],
      "environmentFiles": [],
      "credentialSpecs": ["credentialspec:file://gmsa.json"]
    }
  ]
}`,
      `[
  { "name": "web", "image": "nginx:1.27", "memory": 128, "secrets": [{ "name": "TOKEN", "valueFrom": "/web/token" }] }
]`,
    ],
  },
  about: 'container',
  reads: ['credentialSpecs', 'environmentFiles', 'firelensConfiguration', 'logConfiguration', 'repositoryCredentials', 'secrets'],
  *check(doc) {
    yield* missingExecutionRole(doc, doc.containers.flatMap(demands), 'secrets, credentials and files are fetched with that role')
  },
}

function demands({ node }: Container): readonly RoleDemand[] {
  const secrets = filledAt(node, 'secrets')
  const documented = [
    filledAt(get(node, 'logConfiguration'), 'secretOptions')?.key.span,
    filledAt(node, 'repositoryCredentials')?.key.span,
    filledAt(node, 'environmentFiles')?.key.span,
    remoteFirelensFile({ node }),
    ...stringsAt(node, 'credentialSpecs').map(({ value, span }) => (/^credentialspec(?:domainless)?:arn:/.test(value) ? span : undefined)),
  ]
  return [
    ...(secrets === undefined ? [] : [{ at: secrets.key.span }]),
    ...documented.flatMap((at) => (at === undefined ? [] : [{ at, severity: 'warning' as const }])),
  ]
}

function remoteFirelensFile({ node }: Pick<Container, 'node'>) {
  const type = stringAt(get(get(node, 'firelensConfiguration'), 'options'), 'config-file-type')
  return type.kind === 'known' && type.value === 's3' ? type.span : undefined
}
