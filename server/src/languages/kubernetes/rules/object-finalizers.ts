import type { Rule } from '../../../rules/rule.ts'
import { judged, type Problems } from '../demands.ts'
import { below, type Field } from '../field.ts'
import { qualifiedName } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { textsOf } from '../values.ts'
import { quote } from '../words.ts'
import { metaValidation, pathOf } from '../workload.ts'
import { podNamed } from '../workload-examples.ts'

const standard = ['kubernetes', 'orphan', 'foregroundDeletion']

/** A finalizer keeps an object from going until whoever is named has done its work. */
export const objectFinalizers: Rule<Manifest> = {
  id: 'object-finalizers',
  severity: 'error',
  summary: 'A finalizer is named like `example.com/cleanup`; only three names of Kubernetes itself have no domain.',
  why: 'An object with a finalizer stays until the one who is meant takes it away, so the name must say who that is. `orphan` and `foregroundDeletion` contradict each other. The API server answers `metadata.finalizers[0]: name is neither a standard finalizer name nor is it fully qualified`.',
  source: [metaValidation, 'https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/'],
  examples: {
    bad: [
      podNamed(`  name: web
  finalizers:
    - cleanup
      ^^^^^^^ finalizer is "cleanup"; it has a domain, as in example.com/cleanup, or is kubernetes, orphan or foregroundDeletion
    - example.com/a b
      ^^^^^^^^^^^^^^^ finalizer is "example.com/a b"; the name takes letters, digits, "-", "_" and ".", and begins and ends with a letter or digit`),
      podNamed(`  name: web
  finalizers: [orphan, foregroundDeletion]
  ^^^^^^^^^^ finalizers orphan and foregroundDeletion stand together; the object's dependents either stay or go first`),
    ],
    good: [podNamed('  name: web\n  finalizers: [example.com/cleanup, orphan]')],
  },
  *check(doc) {
    const list = below(doc.object, 'metadata', 'finalizers')
    const finalizers = textsOf(list)
    for (const { field, value } of finalizers) yield* nameProblems(doc, list, field, value)
    const names = new Set(finalizers.map(({ value }) => value))
    if (names.has('orphan') && names.has('foregroundDeletion')) {
      const message = "finalizers orphan and foregroundDeletion stand together; the object's dependents either stay or go first"
      yield doc.problem(list, message, { onKey: true })
    }
  },
}

/** A bad name without a domain breaks both demands; it is said once, at the list, where the server says the first. */
function* nameProblems(doc: Manifest, list: Field, field: Field, value: string): Problems {
  const unqualified = !value.includes('/') && !standard.includes(value)
  if (qualifiedName(value) !== undefined) {
    const options = { path: pathOf(doc, list), ...(unqualified && { alsoPaths: [pathOf(doc, field)] }) }
    yield* judged(doc, field, 'finalizer', value, qualifiedName, options)
  } else if (unqualified) {
    yield doc.problem(
      field,
      `finalizer is ${quote(value)}; it has a domain, as in example.com/${value}, or is kubernetes, orphan or foregroundDeletion`,
    )
  }
}
