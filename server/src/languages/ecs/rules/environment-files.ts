import type { Problem, Rule } from '../../../rules/rule.ts'
import type { Span } from '../../../text/span.ts'
import { isS3Object, readArn } from '../arn.ts'
import { keySpan, maps, type TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'

/** Files with environment variables, and where they may lie. */
export const environmentFiles: Rule<TaskDefinition> = {
  id: 'environment-files',
  aliases: ['environment-file-value', 'environment-files-count'],
  severity: 'error',
  summary: 'A container has at most ten `environmentFiles`; each is named by the ARN of an object in S3 whose name ends with `.env`.',
  why: 'RegisterTaskDefinition answers `The maximum number of environment files was exceeded. Specify ten or less and try again`, or `Invalid arn syntax.` for a value that is no ARN. What the ARN has to name is documented, so another one is a warning.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EnvironmentFile.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "executionRoleArn": "ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "environmentFiles": [
        { "type": "s3", "value": "s3://bucket/web.env" },
                                 ^^^^^^^^^^^^^^^^^^^^^ the value is no ARN; an environment file is named by the ARN of an object in S3
        { "type": "s3", "value": "arn:aws:s3:::bucket/web.txt" },
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the name of an environment file ends with .env, this one does not
        { "type": "s3", "value": "arn:aws:s3:::bucket" }
                                 ^^^^^^^^^^^^^^^^^^^^^ the value is not the ARN of an object in S3
      ]
    }
  ]
}`,
      `{
  "family": "web",
  "executionRoleArn": "ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "environmentFiles": [
      ^^^^^^^^^^^^^^^^^^ 11 environment files are given; a container takes 10 at most
        { "type": "s3", "value": "arn:aws:s3:::bucket/1.env" }, { "type": "s3", "value": "arn:aws:s3:::bucket/2.env" },
        { "type": "s3", "value": "arn:aws:s3:::bucket/3.env" }, { "type": "s3", "value": "arn:aws:s3:::bucket/4.env" },
        { "type": "s3", "value": "arn:aws:s3:::bucket/5.env" }, { "type": "s3", "value": "arn:aws:s3:::bucket/6.env" },
        { "type": "s3", "value": "arn:aws:s3:::bucket/7.env" }, { "type": "s3", "value": "arn:aws:s3:::bucket/8.env" },
        { "type": "s3", "value": "arn:aws:s3:::bucket/9.env" }, { "type": "s3", "value": "arn:aws:s3:::bucket/10.env" },
        { "type": "s3", "value": "arn:aws:s3:::bucket/11.env" }
      ]
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "executionRoleArn": "ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "environmentFiles": [
        { "type": "s3", "value": "arn:aws:s3:::bucket/1.env" }, { "type": "s3", "value": "arn:aws:s3:::bucket/2.env" },
        { "type": "s3", "value": "arn:aws:s3:::bucket/3.env" }, { "type": "s3", "value": "arn:aws:s3:::bucket/4.env" },
        { "type": "s3", "value": "arn:aws:s3:::bucket/5.env" }, { "type": "s3", "value": "arn:aws-cn:s3:::bucket/6.env" },
        { "type": "s3", "value": "arn:aws:s3:::bucket/7.env" }, { "type": "s3", "value": "arn:aws-us-gov:s3:::bucket/a/b.env" },
        { "type": "s3", "value": "arn:aws:s3:::bucket/.env" }, { "type": "s3", "value": "\${ENV_FILE}" }
      ]
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['environmentFiles'],
  *check({ containers }) {
    for (const { node: container } of containers) {
      const files = maps(container, 'environmentFiles')
      const key = keySpan(container, 'environmentFiles')
      if (files.length > most && key !== undefined)
        yield { at: key, message: `${files.length} environment files are given; a container takes ${most} at most` }
      for (const { node } of files) {
        const value = stringAt(node, 'value')
        if (value.kind === 'known' && value.value !== '') yield* judged(value.value, value.span)
      }
    }
  },
}

function* judged(value: string, at: Span): Iterable<Problem> {
  const arn = readArn(value)
  if (arn === undefined) yield { at, message: 'the value is no ARN; an environment file is named by the ARN of an object in S3' }
  else if (!isS3Object(arn)) yield { at, message: 'the value is not the ARN of an object in S3', severity: 'warning' }
  else if (!arn.resource.endsWith('.env'))
    yield { at, message: 'the name of an environment file ends with .env, this one does not', severity: 'warning' }
}

const most = 10
