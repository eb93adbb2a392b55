import type { Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { filledAt, stringAt } from '../field.ts'
import { changeTo, guess, removeProperty } from '../fix.ts'

/** An access point decides by itself which directory is the root. */
export const efsAccessPointRoot: Rule<TaskDefinition> = {
  id: 'efs-access-point-root',
  severity: 'error',
  summary: 'An EFS volume with an access point has no `rootDirectory`, or `/`.',
  why: 'RegisterTaskDefinition answers `When using an EFS access point, the root directory must either be set to "/" or be omitted`. The directory is set at the access point.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSAuthorizationConfig.html',
    'https://github.com/aws/aws-cdk/issues/10683',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "volumes": [
    {
      "name": "html",
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-0123456789abcdef0",
        "rootDirectory": "/html",
                         ^^^^^^^ rootDirectory is /html; with an access point it is / or left out
        "transitEncryption": "ENABLED",
        "authorizationConfig": { "accessPointId": "fsap-0123456789abcdef0" }
      }
    }
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "volumes": [
    {
      "name": "html",
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-0123456789abcdef0",
        "rootDirectory": "/",
        "transitEncryption": "ENABLED",
        "authorizationConfig": { "accessPointId": "fsap-0123456789abcdef0" }
      }
    },
    {
      "name": "cache",
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-0123456789abcdef0",
        "rootDirectory": "/cache",
        "transitEncryption": "ENABLED",
        "authorizationConfig": { "accessPointId": "\${ACCESS_POINT}", "iam": "ENABLED" }
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
      const efs = get(node, 'efsVolumeConfiguration')
      const root = stringAt(efs, 'rootDirectory')
      const point = filledAt(get(efs, 'authorizationConfig'), 'accessPointId')
      if (efs?.kind !== 'map' || point === undefined || root.kind !== 'known' || root.value === '/' || root.value === '') continue
      yield {
        at: root.span,
        message: `rootDirectory is ${root.value}; with an access point it is / or left out`,
        related: [{ span: point.key.span, message: 'the access point' }],
        fixes: guess([...removeProperty(text, efs, 'rootDirectory'), ...changeTo(root.span, '/')]),
      }
    }
  },
}
