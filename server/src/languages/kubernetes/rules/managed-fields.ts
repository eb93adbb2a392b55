import type { Rule } from '../../../rules/rule.ts'
import { type Problems, requiredAmong } from '../demands.ts'
import { below, child, type Field } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { byteLength, structsOf, textAt } from '../values.ts'
import { quote } from '../words.ts'
import { metaValidation } from '../workload.ts'
import { podNamed } from '../workload-examples.ts'

/** What the server keeps about who set which field; people have it only where they saved an object with it. */
export const managedFields: Rule<Manifest> = {
  id: 'managed-fields',
  severity: 'error',
  summary: 'An entry of `managedFields` says `Apply` or `Update` and has the type `FieldsV1`.',
  why: 'The server keeps these entries itself; a manifest is better without them. If they are there they are checked: `metadata.managedFields[0].operation: Invalid value: must be \\`Apply\\` or \\`Update\\``.',
  source: ['https://kubernetes.io/docs/reference/using-api/server-side-apply/', metaValidation],
  examples: {
    bad: [
      podNamed(`  name: web
  managedFields:
    - {manager: kubectl, operation: Create, fieldsType: FieldsV1}
                                    ^^^^^^ operation is "Create"; it is Apply or Update`),
    ],
    good: [podNamed('  name: web\n  managedFields:\n    - {manager: kubectl, operation: Apply, fieldsType: FieldsV1}')],
  },
  *check(doc) {
    for (const entry of structsOf(below(doc.object, 'metadata', 'managedFields'))) yield* entryProblems(doc, entry)
  },
}

function* entryProblems(doc: Manifest, entry: Field): Problems {
  yield* requiredAmong(doc, child(entry, 'operation'), 'operation', ['Apply', 'Update'])
  const type = textAt(entry, 'fieldsType')
  if (type !== undefined && type !== '' && type !== 'FieldsV1') {
    yield doc.problem(child(entry, 'fieldsType'), `fieldsType is ${quote(type)}; it is FieldsV1`)
  }
  yield* managerProblems(doc, child(entry, 'manager'), textAt(entry, 'manager') ?? '')
  const subresource = textAt(entry, 'subresource') ?? ''
  if (byteLength(subresource) > 256) {
    yield doc.problem(child(entry, 'subresource'), `subresource has ${byteLength(subresource)} bytes; the most is 256`)
  }
}

function* managerProblems(doc: Manifest, field: Field, manager: string): Problems {
  if (byteLength(manager) > 128) yield doc.problem(field, `manager has ${byteLength(manager)} bytes; the most is 128`)
  if (/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(manager)) yield doc.problem(field, 'manager has a character that cannot be printed')
}
