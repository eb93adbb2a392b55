import { grouped } from '../../../placement/words.ts'
import type { Rule } from '../../../rules/rule.ts'
import { hasPlaceholder } from '../../../syntax/placeholder.ts'
import { oddPath, type Problems } from '../demands.ts'
import { below, child, entriesOf, type Field } from '../field.ts'
import { qualifiedName } from '../grammar/names.ts'
import type { Kind, Manifest } from '../manifest.ts'
import { byteLength, textOf } from '../values.ts'
import { quote } from '../words.ts'
import { metaValidation, pathOf } from '../workload.ts'
import { podNamed } from '../workload-examples.ts'

const most = 256 * 1024

/** Annotations take any text, but not under any key and not without end. */
export const objectAnnotations: Rule<Manifest> = {
  id: 'object-annotations',
  severity: 'error',
  summary: 'Annotations have keys like `example.com/name` and at most 256 KiB together.',
  why: `The key of an annotation follows the rules of label keys, in upper or lower case; the value is free. Keys and values together have at most
262,144 bytes, also because \`kubectl apply\` keeps the whole last manifest in one of them. The API server answers \`metadata.annotations: Invalid value\` or \`Too long\`.`,
  source: [metaValidation, 'https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set'],
  examples: {
    bad: [
      podNamed(`  name: web
  annotations:
    example.com/: team-a
    ^^^^^^^^^^^^ annotation key is "example.com/"; the name is empty
    owner team: team-a
    ^^^^^^^^^^ annotation key is "owner team"; the name takes letters, digits, "-", "_" and ".", and begins and ends with a letter or digit`),
    ],
    good: [podNamed('  name: web\n  annotations: {Example.COM/Owner: "Team A, room 5", note: "{\\"json\\": true}"}')],
  },
  *check(doc) {
    const own = below(doc.object, 'metadata', 'annotations')
    yield* annotationProblems(doc, own, () => pathOf(doc, own))
    yield* counterProblems(doc, own)
    const { pod } = doc
    if (pod === undefined || pod.bare) return
    yield* annotationProblems(doc, child(pod.metadata, 'annotations'), () => oddPath(doc, pod.holder, '.annotations'))
  },
}

function* annotationProblems(doc: Manifest, annotations: Field, path: () => string): Problems {
  let size = 0
  for (const entry of entriesOf(annotations)) {
    const key = String(entry.step)
    if (key === counters[doc.kind]) continue
    size += byteLength(key) + (typeof entry.value === 'string' ? byteLength(entry.value) : 0)
    const limit = hasPlaceholder(key) ? undefined : qualifiedName(key.toLowerCase())
    if (limit !== undefined) yield doc.problem(entry, `annotation key is ${quote(key)}; ${limit}`, { onKey: true, path: path() })
  }
  if (size > most)
    yield doc.problem(annotations, `annotations have ${grouped(size)} bytes; the most is ${grouped(most)}`, { path: path(), onKey: true })
}

/** Annotations that the server reads as fields of former versions. */
function* counterProblems(doc: Manifest, annotations: Field): Problems {
  const key = counters[doc.kind]
  const entry = key === undefined ? undefined : child(annotations, key)
  const value = entry && textOf(entry)
  if (entry === undefined || !value) return
  const isNumber = /^[+-]?\d{1,19}$/.test(value) && BigInt.asIntN(64, BigInt(value.replace('+', ''))) === BigInt(value.replace('+', ''))
  if (!isNumber) yield doc.problem(entry, `${key} is ${quote(value)}; it is a whole number`, { path: pathOf(doc, annotations) })
  else if (doc.kind === 'Deployment' && value.startsWith('-') && Number(value) !== 0)
    yield doc.problem(entry, `${key} is ${value}; the least is 0`, { path: oddPath(doc, below(doc.object, 'spec'), '.rollback.version') })
}

const counters: Readonly<Partial<Record<Kind, string>>> = {
  DaemonSet: 'deprecated.daemonset.template.generation',
  Deployment: 'deprecated.deployment.rollback.to',
}
