import type { Problem, Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { type Field, stringAt } from '../field.ts'
import { asksReader } from '../names.ts'

/** A file system and an access point are named by their IDs. */
export const efsId: Rule<TaskDefinition> = {
  id: 'efs-id',
  aliases: ['efs-file-system-id', 'efs-access-point-id'],
  severity: 'warning',
  summary: 'The `fileSystemId` of an EFS volume is `fs-` and hexadecimal digits, its `accessPointId` `fsap-` and hexadecimal digits.',
  why: 'EFS names them in no other way. The volume is mounted when a task starts, so a wrong one is found late: names and DNS names of a file system do not lead to it.',
  source: [
    'https://docs.aws.amazon.com/efs/latest/ug/API_FileSystemDescription.html',
    'https://docs.aws.amazon.com/efs/latest/ug/API_AccessPointDescription.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "volumes": [
    {
      "name": "a",
      "efsVolumeConfiguration": { "fileSystemId": "shared-files" }
                                                  ^^^^^^^^^^^^^^ fileSystemId is shared-files; it is fs- and hexadecimal digits
    },
    {
      "name": "b",
      "efsVolumeConfiguration": {
        "fileSystemId": "fsap-0123456789abcdef0",
                        ^^^^^^^^^^^^^^^^^^^^^^^^ fileSystemId is fsap-0123456789abcdef0; it is fs- and hexadecimal digits
        "transitEncryption": "ENABLED",
        "authorizationConfig": { "accessPointId": "fs-0123456789abcdef0" }
                                                  ^^^^^^^^^^^^^^^^^^^^^^ accessPointId is fs-0123456789abcdef0; it is fsap- and hexadecimal digits
      }
    },
    {
      "name": "c",
      "efsVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0.efs.us-east-1.amazonaws.com" }
                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fileSystemId is fs-0123456789abcdef0.efs.us-east-1.amazonaws.com; it is fs- and hexadecimal digits
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
      "name": "a",
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-0123456789abcdef0",
        "transitEncryption": "ENABLED",
        "authorizationConfig": { "accessPointId": "fsap-0123456789abcdef0" }
      }
    },
    { "name": "b", "efsVolumeConfiguration": { "fileSystemId": "fs-1234" } },
    { "name": "c", "efsVolumeConfiguration": { "fileSystemId": "fs-xxxxxxxx" } },
    { "name": "d", "efsVolumeConfiguration": { "fileSystemId": "\${FILE_SYSTEM}" } },
    { "name": "e", "efsVolumeConfiguration": { "fileSystemId": "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-0123456789abcdef0" } }
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check({ volumes }) {
    for (const { node } of volumes) {
      const efs = get(node, 'efsVolumeConfiguration')
      yield* judged(stringAt(efs, 'fileSystemId'), 'fileSystemId', 'fs-')
      yield* judged(stringAt(get(efs, 'authorizationConfig'), 'accessPointId'), 'accessPointId', 'fsap-')
    }
  },
}

function* judged(id: Field<string>, key: string, prefix: string): Iterable<Problem> {
  if (id.kind !== 'known' || id.value === '' || id.value.startsWith('arn:') || stands(id.value)) return
  if (id.value.startsWith(prefix) && /^[0-9a-f]+$/i.test(id.value.slice(prefix.length))) return
  yield { at: id.span, message: `${key} is ${id.value}; it is ${prefix} and hexadecimal digits` }
}

/** Whether a text stands for an ID that is still to come: `fs-xxxx`, `fs-EXAMPLE`, `{file system}`. */
function stands(value: string): boolean {
  return asksReader(value) || /x{2,}|example|\*|\.{3}/i.test(value)
}
