import type { Rule } from '../../../rules/rule.ts'
import { entries, type Node } from '../../../syntax/node.ts'
import { hasPlaceholder } from '../../../syntax/placeholder.ts'
import type { Span } from '../../../text/span.ts'
import { type Container, keySpan, type TaskDefinition } from '../document.ts'
import { containersAreAlternatives } from '../references.ts'

/** What the service stores of a task definition is limited, whatever its parts are. */
export const definitionSize: Rule<TaskDefinition> = {
  id: 'definition-size',
  severity: 'error',
  summary: 'A task definition has at most 65,536 bytes without its insignificant blanks.',
  why: "RegisterTaskDefinition answers `Actual length: 'N'. Max allowed length is '65536' bytes.` The indentation of the file does not count. Long values fit elsewhere: environment files in S3, Parameter Store, a configuration file in the image.",
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html'],
  // No example of 64 KiB stands on a page; the tests make some.
  examples: {
    bad: [],
    good: [
      `{
  "family": "web",
  "executionRoleArn": "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "environmentFiles": [{ "type": "s3", "value": "arn:aws:s3:::settings/web.env" }] }
  ]
}`,
    ],
  },
  *check(doc) {
    const { text, definition, containers } = doc
    const at = keySpan(definition, 'containerDefinitions')
    // What is not too long with its blanks is not without them, so most files need not be taken apart.
    if (at === undefined || containersAreAlternatives(doc) || text.length * 3 <= most || utf8Bytes(text) <= most) return
    const sent = entries(definition).filter(({ key }) => !readOnly.has(String(key.value)))
    const bytes = sent.reduce((sum, { key, value }) => sum + textBytes(String(key.value)) + bytesOf(value) + 2, 1)
    if (bytes <= most) return
    yield {
      at,
      message: `the definition has ${bytes} bytes without blanks; the limit is ${most}`,
      related: largest(containers),
    }
  },
}

const most = 65536

/** Keys of DescribeTaskDefinition that a request does not have. */
const readOnly: ReadonlySet<string> = new Set([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
  'deleteRequestedAt',
])

/** Bytes of a value as compact JSON. What holds a placeholder may become short, so it counts as an empty string, if it is not too long for any. */
function bytesOf(node: Node | undefined): number {
  if (node === undefined) return 0
  if (node.kind === 'list') return node.items.reduce((sum, item) => sum + bytesOf(item) + 1, 2) - Math.min(node.items.length, 1)
  if (node.kind === 'map') {
    const parts = entries(node)
    return parts.reduce((sum, { key, value }) => sum + textBytes(String(key.value)) + bytesOf(value) + 2, 2) - Math.min(parts.length, 1)
  }
  if (typeof node.value !== 'string') return String(node.value).length
  return node.value.length <= most && hasPlaceholder(node.value) ? 2 : textBytes(node.value)
}

/** Bytes of a string as JSON writes it, with its quotes. */
function textBytes(value: string): number {
  return utf8Bytes(JSON.stringify(value))
}

function utf8Bytes(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) continue
    // Both halves of a pair together have four bytes, everything else above Latin has three.
    bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2
  }
  return bytes
}

function largest(containers: readonly Container[]): readonly { readonly span: Span; readonly message: string }[] {
  const sizes = containers.map(({ anchor, node }) => ({ anchor, bytes: bytesOf(node) }))
  const top = sizes.reduce<(typeof sizes)[number] | undefined>(
    (best, one) => (best === undefined || one.bytes > best.bytes ? one : best),
    undefined,
  )
  return top === undefined ? [] : [{ span: top.anchor, message: `the largest container, with ${top.bytes} bytes` }]
}
