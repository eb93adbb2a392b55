import type { Problem, Rule } from '../../../rules/rule.ts'
import { get, type MapNode } from '../../../syntax/node.ts'
import type { Span } from '../../../text/span.ts'
import type { TaskDefinition } from '../document.ts'
import { filledAt, numberAt, stringAt } from '../field.ts'
import { addProperty, changeTo, guess } from '../fix.ts'

/** What relies on an encrypted connection to EFS. It is off unless it is switched on. */
export const efsTransitEncryption: Rule<TaskDefinition> = {
  id: 'efs-transit-encryption',
  severity: 'error',
  summary: 'An EFS volume with IAM authorization, an access point or a `transitEncryptionPort` has `transitEncryption` enabled.',
  why: 'RegisterTaskDefinition answers `EFS IAM authorization requires TransitEncryption to be enabled.` or `TransitEncryptionPort requires that TransitEncryption is enabled.` Left out, it is disabled.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html',
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
        "transitEncryption": "DISABLED",
        "transitEncryptionPort": 2999,
        "authorizationConfig": { "accessPointId": "fsap-0123456789abcdef0", "iam": "ENABLED" }
                                                                                   ^^^^^^^^^ transitEncryption is DISABLED; IAM authorization needs it ENABLED
      }
    },
    {
      "name": "cache",
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-0123456789abcdef0",
        "authorizationConfig": { "accessPointId": "fsap-0123456789abcdef0", "iam": "DISABLED" }
                                 ^^^^^^^^^^^^^^^ transitEncryption is left out, so disabled; an access point needs it ENABLED
      }
    },
    {
      "name": "mail",
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-0123456789abcdef0",
        "transitEncryption": "ENABLED",
        "transitEncryptionPort": 65536
                                 ^^^^^ transitEncryptionPort is 65536; a port is 0 to 65535
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
        "transitEncryption": "ENABLED",
        "transitEncryptionPort": 65535,
        "authorizationConfig": { "accessPointId": "fsap-0123456789abcdef0", "iam": "ENABLED" }
      }
    },
    {
      "name": "cache",
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-0123456789abcdef0",
        "transitEncryption": "\${ENCRYPTION}",
        "authorizationConfig": { "iam": "ENABLED" }
      }
    },
    {
      "name": "mail",
      "efsVolumeConfiguration": { "fileSystemId": "fs-0123456789abcdef0", "authorizationConfig": { "iam": "DISABLED" } }
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
      if (efs?.kind !== 'map') continue
      yield* encryption(text, efs)
      yield* port(efs)
    }
  },
}

interface Demand {
  readonly at: Span
  readonly what: string
}

/** One problem a volume: the first demand, the others related. */
function* encryption(text: string, efs: MapNode): Iterable<Problem> {
  const written = stringAt(efs, 'transitEncryption')
  if (written.kind === 'unknown' || (written.kind === 'known' && written.value !== 'DISABLED')) return
  const [first, ...rest] = demands(efs)
  if (first === undefined) return
  const off = written.kind === 'known'
  yield {
    at: first.at,
    message: `transitEncryption is ${off ? 'DISABLED' : 'left out, so disabled'}; ${first.what} needs it ENABLED`,
    related: [
      ...(off ? [{ span: written.span, message: 'disabled here' }] : []),
      ...rest.map(({ at, what }) => ({ span: at, message: `${what} needs it too` })),
    ],
    fixes: off
      ? guess(changeTo(written.span, 'ENABLED', 'Change transitEncryption to "ENABLED"'))
      : addProperty(text, efs, 'transitEncryption', 'ENABLED'),
  }
}

function demands(efs: MapNode): readonly Demand[] {
  const authorization = get(efs, 'authorizationConfig')
  const iam = stringAt(authorization, 'iam')
  const point = filledAt(authorization, 'accessPointId')
  const transitPort = numberAt(efs, 'transitEncryptionPort')
  return [
    ...(iam.kind === 'known' && iam.value === 'ENABLED' ? [{ at: iam.span, what: 'IAM authorization' }] : []),
    ...(point !== undefined ? [{ at: point.key.span, what: 'an access point' }] : []),
    ...(transitPort.kind === 'known' && transitPort.value > 0 ? [{ at: transitPort.key, what: 'a port for it' }] : []),
  ]
}

function* port(efs: MapNode): Iterable<Problem> {
  const value = numberAt(efs, 'transitEncryptionPort')
  if (value.kind !== 'known' || (value.value >= 0 && value.value <= 65535)) return
  yield { at: value.span, message: `transitEncryptionPort is ${value.value}; a port is 0 to 65535`, severity: 'warning' }
}
