import type { Rule } from '../../../rules/rule.ts'
import { judged, oddPath, oddPaths, type Problems, required } from '../demands.ts'
import { specWith } from '../examples.ts'
import { below, child, type Field } from '../field.ts'
import { dnsLabel, qualifiedName } from '../grammar/names.ts'
import { keysInSelector, labelKeyProblems } from '../label-keys.ts'
import { selectorProblems } from '../label-selector.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { structsOf, textAt, textsOf } from '../values.ts'
import { quote } from '../words.ts'
import { weightProblems } from './node-affinity.ts'

/** Pods keep near to others, or away from them, in places that nodes have. */
export const podAffinity: Rule<Manifest> = {
  id: 'pod-affinity',
  severity: 'error',
  summary:
    'A term of `podAffinity` or `podAntiAffinity` has a `topologyKey`, a well-formed selector, label keys that are not in it, and a weight of 1 to 100 where it is preferred.',
  why: 'The server refuses the rest. Keys in `matchLabelKeys` become part of the selector, so they cannot stand there too.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity'],
  examples: {
    bad: [
      specWith(`  affinity:
    podAntiAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        - labelSelector:
          ^^^^^^^^^^^^^ topologyKey is missing
            matchExpressions:
              - key: app
                operator: Equals
                          ^^^^^^ operator is "Equals"; it is In, NotIn, Exists or DoesNotExist
                values: [web]
          namespaces: [Shop]
                       ^^^^ namespace is "Shop"; it takes a-z, 0-9 and "-", and begins and ends with a letter or digit
        - topologyKey: kubernetes.io/hostname
          matchLabelKeys: [pod-template-hash]
          ^^^^^^^^^^^^^^ matchLabelKeys are given without labelSelector; they add to one
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 101
                  ^^^ weight is 101; it is 1 to 100
          podAffinityTerm:
            topologyKey: zone`),
    ],
    good: [
      specWith(`  affinity:
    podAntiAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        - labelSelector:
            matchLabels:
              app: web
          topologyKey: kubernetes.io/hostname`),
    ],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    for (const kind of ['podAffinity', 'podAntiAffinity']) {
      const affinity = below(doc.pod.spec, 'affinity', kind)
      for (const term of structsOf(child(affinity, 'requiredDuringSchedulingIgnoredDuringExecution'))) yield* termProblems(doc, term)
      for (const preferred of structsOf(child(affinity, 'preferredDuringSchedulingIgnoredDuringExecution'))) {
        yield* weightProblems(doc, child(preferred, 'weight'))
        yield* termProblems(doc, child(preferred, 'podAffinityTerm'))
      }
    }
  },
}

function* termProblems(doc: Manifest, term: Field): Problems {
  yield* selectorProblems(doc, child(term, 'labelSelector'))
  yield* selectorProblems(doc, child(term, 'namespaceSelector'))
  // The server leaves out which of the namespaces it is.
  const options = oddPaths(doc, term)('.namespace')
  for (const { field, value } of textsOf(child(term, 'namespaces'))) yield* judged(doc, field, 'namespace', value, dnsLabel, options)
  yield* keyProblems(doc, term)
  const topologyKey = child(term, 'topologyKey')
  yield* required(doc, topologyKey, 'topologyKey')
  const key = textAt(term, 'topologyKey')
  if (key) yield* judged(doc, topologyKey, 'topologyKey', key, qualifiedName)
}

function* keyProblems(doc: Manifest, term: Field): Problems {
  const selector = child(term, 'labelSelector')
  const match = child(term, 'matchLabelKeys')
  const mismatch = child(term, 'mismatchLabelKeys')
  yield* labelKeyProblems(doc, match, selector)
  yield* labelKeyProblems(doc, mismatch, selector)
  for (const field of keysInSelector(doc, match, mismatch, selector))
    yield doc.problem(field, `key ${quote(String(field.value))} is in labelSelector too; it is in one of them`, {
      path: oddPath(doc, term, `[${field.step}]`),
    })
  const others = new Set(textsOf(mismatch).map(({ value }) => value))
  for (const { field, value } of textsOf(match))
    if (others.has(value)) yield doc.problem(field, `key ${quote(value)} is in mismatchLabelKeys too; it is in one of them`)
}
