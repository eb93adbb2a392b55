import type { Rule } from '../../../rules/rule.ts'
import { judged, type Problems } from '../demands.ts'
import { specWith } from '../examples.ts'
import { below, child, type Field, isSet } from '../field.ts'
import { dnsSubdomain } from '../grammar/names.ts'
import { keyProblems, valueProblems } from '../label-selector.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isFilled, isMisread, isWritten, numberOf, structsOf, textAt, textsOf } from '../values.ts'
import { quote } from '../words.ts'

/** Nodes are chosen by labels they can have and by comparisons there are. */
export const nodeAffinity: Rule<Manifest> = {
  id: 'node-affinity',
  severity: 'error',
  summary: 'A `nodeAffinity` has terms with known operators and as many values as these take; a weight is 1 to 100.',
  why: 'In and NotIn take values, Exists and DoesNotExist none, Gt and Lt one. `matchFields` knows `metadata.name` only, with one value.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity'],
  examples: {
    bad: [
      specWith(`  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - key: disk
                operator: Equals
                          ^^^^^^ operator is "Equals"; it is In, NotIn, Exists, DoesNotExist, Gt or Lt
                values: [ssd]
              - key: cores
                ^^^ there are 0 values; Gt compares with one
                operator: Gt
          - matchFields:
              - key: metadata.uid
                     ^^^^^^^^^^^^ key is "metadata.uid"; the only field is metadata.name
                operator: In
                values: [a]
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 0
                  ^ weight is 0; it is 1 to 100
          preference: {}`),
      specWith(`  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms: []
        ^^^^^^^^^^^^^^^^^ nodeSelectorTerms are missing; there is at least one`),
    ],
    good: [
      specWith(`  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - key: topology.kubernetes.io/zone
                operator: In
                values: [eu-west-1a, eu-west-1b]`),
    ],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const affinity = below(doc.pod.spec, 'affinity', 'nodeAffinity')
    const required = child(affinity, 'requiredDuringSchedulingIgnoredDuringExecution')
    if (isSet(required)) yield* requiredProblems(doc, required)
    for (const preferred of structsOf(child(affinity, 'preferredDuringSchedulingIgnoredDuringExecution'))) {
      yield* weightProblems(doc, child(preferred, 'weight'))
      yield* termProblems(doc, child(preferred, 'preference'), false)
    }
  },
}

/** A weight must be 1 to 100, and given. */
export function* weightProblems(doc: Manifest, field: Field): Problems {
  const weight = numberOf(field) ?? 0
  if ((weight < 1 || weight > 100) && !isMisread(doc, field))
    yield doc.problem(field, isWritten(doc, field) ? `weight is ${weight}; it is 1 to 100` : 'weight is missing; it is 1 to 100')
}

function* requiredProblems(doc: Manifest, required: Field): Problems {
  const terms = child(required, 'nodeSelectorTerms')
  if (!isFilled(terms) && !isMisread(doc, terms))
    yield doc.problem(terms, 'nodeSelectorTerms are missing; there is at least one', { onKey: true })
  for (const term of structsOf(terms)) yield* termProblems(doc, term, true)
}

/** What is preferred may name labels that no node can have: that is true of none. */
function* termProblems(doc: Manifest, term: Field, judgeValues: boolean): Problems {
  for (const requirement of structsOf(child(term, 'matchExpressions'))) {
    yield* countProblems(doc, requirement)
    yield* keyProblems(doc, requirement)
    if (judgeValues) yield* valueProblems(doc, requirement)
  }
  for (const requirement of structsOf(child(term, 'matchFields'))) yield* fieldProblems(doc, requirement)
}

function* countProblems(doc: Manifest, requirement: Field): Problems {
  const operator = textAt(requirement, 'operator')
  const values = child(requirement, 'values')
  const count = Array.isArray(values.value) ? values.value.length : 0
  if (operator === undefined || isMisread(doc, values)) return
  if (operator === 'In' || operator === 'NotIn') {
    if (count === 0) yield doc.problem(values, `values are missing; ${operator} compares with at least one`)
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (count > 0) yield doc.problem(values, `values are given; ${operator} takes none`)
  } else if (operator === 'Gt' || operator === 'Lt') {
    if (count !== 1) yield doc.problem(values, `there are ${count} values; ${operator} compares with one`)
  } else {
    const fact = operator === '' ? 'operator is missing' : `operator is ${quote(operator)}`
    yield doc.problem(child(requirement, 'operator'), `${fact}; it is In, NotIn, Exists, DoesNotExist, Gt or Lt`)
  }
}

function* fieldProblems(doc: Manifest, requirement: Field): Problems {
  const operator = textAt(requirement, 'operator')
  const values = child(requirement, 'values')
  const count = Array.isArray(values.value) ? values.value.length : 0
  if (operator === 'In' || operator === 'NotIn') {
    if (count !== 1) yield doc.problem(values, `there are ${count} values; a field is compared with one`)
  } else if (operator !== undefined) {
    const fact = operator === '' ? 'operator is missing' : `operator is ${quote(operator)}`
    yield doc.problem(child(requirement, 'operator'), `${fact}; for fields it is In or NotIn`)
  }
  const key = textAt(requirement, 'key')
  if (key === 'metadata.name') for (const { field, value } of textsOf(values)) yield* judged(doc, field, 'value', value, dnsSubdomain)
  else if (key !== undefined)
    yield doc.problem(child(requirement, 'key'), `key is ${key === '' ? 'missing' : quote(key)}; the only field is metadata.name`)
}
