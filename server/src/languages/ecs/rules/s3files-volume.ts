import type { Problem, Rule } from '../../../rules/rule.ts'
import { get, type MapNode } from '../../../syntax/node.ts'
import { readArn } from '../arn.ts'
import type { TaskDefinition } from '../document.ts'
import { filledAt, stringAt } from '../field.ts'
import { changeTo, guess, removeProperty } from '../fix.ts'
import { asksReader } from '../names.ts'

/** Volumes of Amazon S3 Files. */
export const s3filesVolume: Rule<TaskDefinition> = {
  id: 's3files-volume',
  aliases: ['s3files-access-point-root'],
  severity: 'warning',
  summary: 'An S3 Files volume is named by ARNs; with an access point it has no `rootDirectory`, or `/`.',
  why: 'That is how they are documented: the access point decides by itself which directory is the root.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_S3FilesVolumeConfiguration.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "taskRoleArn": "web",
  "volumes": [
    {
      "name": "html",
      "s3filesVolumeConfiguration": {
        "fileSystemArn": "arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef0",
        "accessPointArn": "arn:aws:s3files:us-east-1:123456789012:access-point/fsap-0123456789abcdef0",
        "rootDirectory": "/html"
                         ^^^^^^^ rootDirectory is /html; with an access point it is / or left out
      }
    },
    { "name": "cache", "s3filesVolumeConfiguration": { "fileSystemArn": "fs-0123456789abcdef0" } }
                                                                        ^^^^^^^^^^^^^^^^^^^^^^ fileSystemArn is fs-0123456789abcdef0, which is no ARN
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "taskRoleArn": "web",
  "volumes": [
    {
      "name": "html",
      "s3filesVolumeConfiguration": {
        "fileSystemArn": "arn:aws:s3files:us-east-1:123456789012:file-system/fs-0123456789abcdef0",
        "accessPointArn": "\${ACCESS_POINT}",
        "rootDirectory": "/html"
      }
    },
    {
      "name": "cache",
      "s3filesVolumeConfiguration": {
        "fileSystemArn": "\${FILE_SYSTEM}",
        "accessPointArn": "arn:aws:s3files:us-east-1:123456789012:access-point/fsap-0123456789abcdef0",
        "rootDirectory": "/"
      }
    }
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check({ text, volumes }) {
    for (const { node } of volumes) {
      const volume = get(node, 's3filesVolumeConfiguration')
      if (volume?.kind !== 'map') continue
      for (const key of ['fileSystemArn', 'accessPointArn']) yield* named(volume, key)
      yield* root(text, volume)
    }
  },
}

function* named(volume: MapNode, key: string): Iterable<Problem> {
  const arn = stringAt(volume, key)
  if (arn.kind !== 'known' || arn.value === '' || asksReader(arn.value) || readArn(arn.value) !== undefined) return
  yield { at: arn.span, message: `${key} is ${arn.value}, which is no ARN` }
}

function* root(text: string, volume: MapNode): Iterable<Problem> {
  const directory = stringAt(volume, 'rootDirectory')
  const point = filledAt(volume, 'accessPointArn')
  if (point === undefined || directory.kind !== 'known' || directory.value === '/' || directory.value === '') return
  yield {
    at: directory.span,
    message: `rootDirectory is ${directory.value}; with an access point it is / or left out`,
    related: [{ span: point.key.span, message: 'the access point' }],
    fixes: guess([...removeProperty(text, volume, 'rootDirectory'), ...changeTo(directory.span, '/')]),
  }
}
