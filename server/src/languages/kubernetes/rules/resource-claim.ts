import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { judged, named, type Problems } from '../demands.ts'
import { specWith } from '../examples.ts'
import { below, child, type Field, isSet } from '../field.ts'
import { dnsLabel, dnsSubdomain } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { claimUseProblems } from '../resource-claim-uses.ts'
import { podValidation } from '../server-source.ts'
import { isFilled, structsOf, textAt, textOf } from '../values.ts'
import { quote } from '../words.ts'

/** Devices that are claimed for a pod, and who of its containers uses them. */
export const resourceClaim: Rule<Manifest> = {
  id: 'resource-claim',
  severity: 'error',
  summary:
    'An entry of `resourceClaims` has a name of its own and either a claim or a template; containers use only claims of the pod, each once.',
  why: 'The server refuses a claim without a source, one with two, and uses of claims that the pod does not have.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/'],
  examples: {
    bad: [
      specWith(`      resources:
        claims:
          - name: gpu
          - name: nic
                  ^^^ claim "nic" does not exist; the pod has gpu
  resourceClaims:
    - name: gpu
            ^^^ the claim has no source; it is resourceClaimName or resourceClaimTemplateName
    - name: gpu
            ^^^ another claim of this pod is named "gpu" too
            ^^^ the claim has resourceClaimName and resourceClaimTemplateName; it has one of them
      resourceClaimName: One
                         ^^^ resourceClaimName is "One"; it takes a-z, 0-9, "-" and ".", and each part begins and ends with a letter or digit
      resourceClaimTemplateName: two`),
    ],
    good: [
      specWith(`      resources:
        claims:
          - name: gpu
  resourceClaims:
    - name: gpu
      resourceClaimTemplateName: one-gpu`),
    ],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const claims = child(doc.pod.spec, 'resourceClaims')
    const names = new Set<string>()
    const mirrored = doc.pod.bare && isSet(below(doc.pod.metadata, 'annotations', 'kubernetes.io/config.mirror'))
    // The server names no field there, and looks no further.
    if (mirrored && isFilled(claims))
      yield doc.problem(claims, 'resourceClaims are given; the pod of a node (a mirror pod) has none', { onKey: true, path: '' })
    for (const claim of mirrored ? [] : structsOf(claims)) {
      yield* nameProblems(doc, claim, names)
      yield* sourceProblems(doc, claim)
    }
    for (const { field } of containersOf(doc)) yield* claimUseProblems(doc, child(child(field, 'resources'), 'claims'))
  },
}

function* nameProblems(doc: Manifest, claim: Field, names: Set<string>): Problems {
  const field = child(claim, 'name')
  const name = textAt(claim, 'name')
  if (name && names.has(name)) yield doc.problem(field, `another claim of this pod is named ${quote(name)} too`)
  else yield* named(doc, field, 'name', dnsLabel)
  if (name) names.add(name)
}

function* sourceProblems(doc: Manifest, claim: Field): Problems {
  const given = ['resourceClaimName', 'resourceClaimTemplateName'].map((key) => child(claim, key)).filter(isSet)
  if (given.length === 0) yield doc.problem(claim, 'the claim has no source; it is resourceClaimName or resourceClaimTemplateName')
  if (given.length === 2) yield doc.problem(claim, 'the claim has resourceClaimName and resourceClaimTemplateName; it has one of them')
  for (const field of given) {
    const value = textOf(field)
    if (value !== undefined) yield* judged(doc, field, String(field.step), value, dnsSubdomain)
  }
}
