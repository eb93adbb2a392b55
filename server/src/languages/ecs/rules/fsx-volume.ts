import type { Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { filledAt, stringAt } from '../field.ts'

/** A file server of Windows is for Windows. */
export const fsxVolume: Rule<TaskDefinition> = {
  id: 'fsx-volume',
  aliases: ['fargate-fsx'],
  severity: 'warning',
  summary: 'Volumes of FSx for Windows File Server are mounted on Windows, and not on Fargate.',
  why: 'It is documented that only Windows instances of EC2 mount them. On Linux and on Fargate an EFS volume does the same work.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/wfsx-volumes.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "1024", "memory": "2048",
  "volumes": [
    {
      "name": "data",
      "fsxWindowsFileServerVolumeConfiguration": {
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Fargate does not mount volumes of FSx for Windows File Server
        "fileSystemId": "fs-0123456789abcdef0",
        "rootDirectory": "share",
        "authorizationConfig": { "credentialsParameter": "arn:aws:ssm:us-east-1:123456789012:parameter/fsx", "domain": "corp.example" }
      }
    }
  ],
  "containerDefinitions": [{ "name": "web", "image": "iis:1" }]
}`,
      `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "LINUX" },
  "volumes": [{ "name": "data", "fsxWindowsFileServerVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0" } }],
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Linux tasks do not mount volumes of FSx for Windows File Server
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512 }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "volumes": [{ "name": "data", "fsxWindowsFileServerVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0" } }],
  "containerDefinitions": [{ "name": "web", "image": "iis:1", "memory": 512 }]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "volumes": [
    { "name": "data", "fsxWindowsFileServerVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0" } },
    { "name": "none", "fsxWindowsFileServerVolumeConfiguration": null }
  ],
  "containerDefinitions": [{ "name": "web", "image": "iis:1", "memory": 512 }]
}`,
    ],
  },
  about: 'frame',
  *check({ fargate, definition, volumes }) {
    const family = stringAt(get(definition, 'runtimePlatform'), 'operatingSystemFamily')
    const linux = family.kind === 'known' && family.value === 'LINUX' ? family.span : undefined
    if (!fargate && linux === undefined) return
    for (const { node } of volumes) {
      const fsx = filledAt(node, 'fsxWindowsFileServerVolumeConfiguration')
      if (fsx === undefined) continue
      yield {
        at: fsx.key.span,
        message: `${fargate ? 'Fargate does not mount' : 'Linux tasks do not mount'} volumes of FSx for Windows File Server`,
        ...(!fargate && linux && { related: [{ span: linux, message: 'the operating system' }] }),
      }
    }
  },
}
