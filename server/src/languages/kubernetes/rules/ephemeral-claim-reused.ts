import type { Rule } from '../../../rules/rule.ts'
import { podWith } from '../examples.ts'
import { child, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podName } from '../pod-names.ts'
import { podValidation } from '../server-source.ts'
import { textAt } from '../values.ts'
import { volumesOf } from '../volumes.ts'
import { quote } from '../words.ts'

/** The claim of an ephemeral volume belongs to that volume. */
export const ephemeralClaimReused: Rule<Manifest> = {
  id: 'ephemeral-claim-reused',
  severity: 'error',
  summary: 'No volume of a Pod uses the claim that another, ephemeral one will get.',
  why: 'The server makes a claim named `<pod>-<volume>` for an ephemeral volume and refuses a second volume that names it.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#persistentvolumeclaim-naming'],
  examples: {
    bad: [
      podWith(`  containers:
    - name: web
      image: nginx:1.27
  volumes:
    - name: scratch
      ephemeral:
        volumeClaimTemplate:
          spec:
            accessModes: [ReadWriteOnce]
            resources:
              requests:
                storage: 1Gi
    - name: data
      persistentVolumeClaim:
        claimName: web-scratch
                   ^^^^^^^^^^^ claimName is "web-scratch"; that claim is made for an ephemeral volume of this Pod`),
    ],
    good: [
      podWith(
        '  containers:\n    - name: web\n      image: nginx:1.27\n  volumes:\n    - name: data\n      persistentVolumeClaim:\n        claimName: web-scratch',
      ),
    ],
  },
  *check(doc) {
    const pod = podName(doc)
    if (pod === undefined) return
    const volumes = volumesOf(doc)
    const made = new Set(volumes.filter(({ field }) => isSet(child(field, 'ephemeral'))).map(({ name }) => `${pod}-${name}`))
    for (const { field } of volumes) {
      const source = child(field, 'persistentVolumeClaim')
      const claim = textAt(source, 'claimName')
      if (claim !== undefined && made.has(claim))
        yield doc.problem(
          child(source, 'claimName'),
          `claimName is ${quote(claim)}; that claim is made for an ephemeral volume of this Pod`,
        )
    }
  },
}
