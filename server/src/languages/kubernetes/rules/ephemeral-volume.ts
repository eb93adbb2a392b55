import { grouped } from '../../../placement/words.ts'
import { claimSpecProblems } from '../claim-spec.ts'
import { oddPath, type Problems, required } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child, entriesOf, type Field, isSet } from '../field.ts'
import { dnsSubdomain, qualifiedName } from '../grammar/names.ts'
import { labelProblems } from '../label-selector.ts'
import type { Manifest } from '../manifest.ts'
import { podName } from '../pod-names.ts'
import { byteLength } from '../values.ts'
import { volumeRule } from '../volume-rule.ts'
import { type PodVolume, sourceOf } from '../volumes.ts'
import { quote } from '../words.ts'

/** Bytes of all annotations together. */
const most = 256 * 1024

/** A claim made for the pod. */
export const ephemeralVolume = volumeRule({
  id: 'ephemeral-volume',
  summary: 'An `ephemeral` volume has a `volumeClaimTemplate` with a complete `spec`; its `metadata` has labels and annotations only.',
  why: 'The server makes a claim named after pod and volume of it and checks it as it checks a claim: access modes, the storage asked for, the class.',
  docs: ['https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes'],
  examples: {
    bad: [
      volumeWith(`      ephemeral: {}
      ^^^^^^^^^ volumeClaimTemplate is missing`),
      volumeWith(`      ephemeral:
        volumeClaimTemplate:
          metadata:
            name: data
            ^^^^ name is set; the metadata of a claim template has labels and annotations only
          spec:
            accessModes: [RWO]
                          ^^^ accessMode is "RWO"; it is ReadOnlyMany, ReadWriteMany, ReadWriteOnce or ReadWriteOncePod
            resources:
            ^^^^^^^^^ resources.requests.storage is missing; a claim says how much it needs
              limits:
                storage: 1Gi`),
    ],
    good: [
      volumeWith(`      ephemeral:
        volumeClaimTemplate:
          metadata:
            labels:
              tier: cache
          spec:
            accessModes: [ReadWriteOnce]
            resources:
              requests:
                storage: 1Gi`),
    ],
  },
  *judge(doc, volume) {
    const source = sourceOf(volume, 'ephemeral')
    if (source === undefined) return
    const template = child(source, 'volumeClaimTemplate')
    if (!isSet(template)) yield* required(doc, template, 'volumeClaimTemplate')
    else {
      yield* metadataProblems(doc, child(template, 'metadata'))
      yield* claimSpecProblems(doc, child(template, 'spec'))
    }
    yield* nameProblems(doc, volume)
  },
})

function* metadataProblems(doc: Manifest, metadata: Field): Problems {
  yield* annotationProblems(doc, child(metadata, 'annotations'))
  yield* labelProblems(doc, child(metadata, 'labels'))
  for (const field of entriesOf(metadata)) {
    const key = String(field.step)
    if (key === 'annotations' || key === 'labels' || !isSet(field) || field.value === '' || field.value === 0) continue
    const path = oddPath(doc, metadata, `.${key === 'uid' ? 'uID' : key}`)
    yield doc.problem(field, `${key} is set; the metadata of a claim template has labels and annotations only`, { onKey: true, path })
  }
}

function* annotationProblems(doc: Manifest, annotations: Field): Problems {
  let size = 0
  for (const entry of entriesOf(annotations)) {
    const key = String(entry.step)
    size += byteLength(key) + (typeof entry.value === 'string' ? byteLength(entry.value) : 0)
    const limit = qualifiedName(key.toLowerCase())
    if (limit !== undefined)
      yield doc.problem(entry, `annotation key is ${quote(key)}; ${limit}`, { onKey: true, path: oddPath(doc, annotations, '') })
  }
  if (size > most) yield doc.problem(annotations, `annotations have ${grouped(size)} bytes; the most is ${grouped(most)}`, { onKey: true })
}

function* nameProblems(doc: Manifest, volume: PodVolume): Problems {
  const pod = podName(doc)
  if (pod === undefined || !volume.name) return
  const claim = `${pod}-${volume.name}`
  const limit = dnsSubdomain(claim)
  if (limit !== undefined) yield doc.problem(child(volume.field, 'name'), `the claim would be named ${quote(claim)}; ${limit}`)
}
