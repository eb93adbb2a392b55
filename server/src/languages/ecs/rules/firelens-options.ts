import type { Problem, Rule } from '../../../rules/rule.ts'
import { entries, get, type Node } from '../../../syntax/node.ts'
import { hasPlaceholder } from '../../../syntax/placeholder.ts'
import { nearest } from '../../../text/nearest.ts'
import type { Span } from '../../../text/span.ts'
import { isS3Object, readArn } from '../arn.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { changeTo, guess } from '../fix.ts'
import { routers } from '../routers.ts'

/** What a FireLens router can be told, and that there is one. */
export const firelensOptions: Rule<TaskDefinition> = {
  id: 'firelens-options',
  severity: 'warning',
  summary:
    'A task has one FireLens router; its options are `enable-ecs-log-metadata`, `config-file-type` (`s3` or `file`, on Fargate `file`) and `config-file-value`, the last two together; a value of type `s3` is the ARN of an object.',
  why: 'To a `config-file-value` that is no ARN RegisterTaskDefinition answers `Invalid arn syntax.`; the rest is documented, so it is a warning.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_FirelensConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    {
      "name": "logs",
      "image": "fluent-bit:3",
      "firelensConfiguration": {
        "type": "fluentbit",
        "options": {
          "enable-ecs-metadata": "true",
          ^^^^^^^^^^^^^^^^^^^^^ a FireLens router has no option "enable-ecs-metadata"
          "config-file-type": "s3",
                              ^^^^ config-file-type is s3; on Fargate it can only be file
          "config-file-value": "arn:aws:s3:::bucket/extra.conf"
        }
      }
    },
    { "name": "web", "image": "nginx:1.27", "logConfiguration": { "logDriver": "awsfirelens" } }
  ]
}`,
      `{
  "family": "web",
  "executionRoleArn": "ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "logs",
      "image": "fluent-bit:3",
      "memory": 64,
      "firelensConfiguration": {
        "type": "fluentbit",
        "options": { "config-file-type": "s3", "config-file-value": "bucket/extra.conf" }
                                                                    ^^^^^^^^^^^^^^^^^^^ the value is no ARN; a file of type s3 is named by the ARN of an object in S3
      }
    },
    {
      "name": "more",
      "image": "fluentd:1",
      "memory": 64,
      "firelensConfiguration": { "type": "fluentd", "options": { "config-file-value": "/extra.conf" } }
      ^^^^^^^^^^^^^^^^^^^^^^^ another container is the FireLens router; a task has one
                                                                 ^^^^^^^^^^^^^^^^^^^ config-file-value has no effect without config-file-type
    },
    { "name": "web", "image": "nginx:1.27", "memory": 64, "logConfiguration": { "logDriver": "awsfirelens" } }
  ]
}`,
      `[
  {
    "name": "logs",
    "image": "fluent-bit:3",
    "memory": 64,
    "firelensConfiguration": {
      "type": "fluentbit",
      "options": { "config-file-type": "S3", "config-file-value": "arn:aws:s3:::bucket" }
                                       ^^^^ config-file-type is "S3"; it can be s3 or file
    }
  },
  { "name": "web", "image": "nginx:1.27", "memory": 64, "logConfiguration": { "logDriver": "awsfirelens" } }
]`,
    ],
    good: [
      `{
  "family": "web",
  "executionRoleArn": "ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "logs",
      "image": "fluent-bit:3",
      "memory": 64,
      "firelensConfiguration": {
        "type": "fluentbit",
        "options": {
          "enable-ecs-log-metadata": "true",
          "config-file-type": "s3",
          "config-file-value": "arn:aws-cn:s3:::bucket/\${STAGE}/extra.conf"
        }
      }
    },
    { "name": "web", "image": "nginx:1.27", "memory": 64, "logConfiguration": { "logDriver": "awsfirelens" } }
  ]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    {
      "name": "logs",
      "image": "fluent-bit:3",
      "firelensConfiguration": { "type": "fluentbit", "options": { "config-file-type": "file", "config-file-value": "/extra.conf" } }
    },
    { "name": "web", "image": "nginx:1.27", "logConfiguration": { "logDriver": "awsfirelens" } }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['firelensConfiguration'],
  *check(doc) {
    const all = routers(doc)
    const [first] = all
    for (const { configuration } of all) {
      if (first !== undefined && configuration !== first.configuration)
        yield {
          at: configuration.key.span,
          message: 'another container is the FireLens router; a task has one',
          related: [{ span: first.configuration.key.span, message: 'the first router' }],
        }
      const options = get(configuration.value, 'options')
      yield* names(options)
      yield* configFile(options, doc.fargate)
    }
  },
}

const known = ['enable-ecs-log-metadata', 'config-file-type', 'config-file-value'] as const

function* names(options: Node | undefined): Iterable<Problem> {
  for (const { key } of entries(options)) {
    const name = String(key.value)
    if (known.some((one) => one === name) || hasPlaceholder(name)) continue
    const meant = name.length > 100 ? undefined : nearest(name, known)
    yield {
      at: key.span,
      message: `a FireLens router has no option "${name}"`,
      fixes: meant === undefined ? [] : guess(changeTo(key.span, meant)),
    }
  }
}

function* configFile(options: Node | undefined, fargate: boolean): Iterable<Problem> {
  const type = stringAt(options, 'config-file-type')
  const value = stringAt(options, 'config-file-value')
  if (type.kind === 'absent' && value.kind !== 'absent')
    yield { at: value.key, message: 'config-file-value has no effect without config-file-type' }
  if (type.kind !== 'known') return
  if (value.kind === 'absent') yield { at: type.key, message: 'config-file-type needs a config-file-value beside it' }
  if (type.value !== 's3' && type.value !== 'file') {
    const fixes = [...changeTo(type.span, 'file'), ...changeTo(type.span, 's3')]
    yield { at: type.span, message: `config-file-type is "${type.value}"; it can be s3 or file`, fixes: guess(fixes) }
  } else if (type.value === 's3') {
    if (fargate)
      yield { at: type.span, message: 'config-file-type is s3; on Fargate it can only be file', fixes: guess(changeTo(type.span, 'file')) }
    if (value.kind === 'known') yield* objectArn(value.value, value.span)
  }
}

function* objectArn(value: string, at: Span): Iterable<Problem> {
  const arn = readArn(value)
  if (arn === undefined)
    yield { at, message: 'the value is no ARN; a file of type s3 is named by the ARN of an object in S3', severity: 'error' }
  else if (!isS3Object(arn)) yield { at, message: 'the value is not the ARN of an object in S3' }
}
