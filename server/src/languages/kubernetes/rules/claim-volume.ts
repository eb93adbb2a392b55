import { required } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child } from '../field.ts'
import { volumeRule } from '../volume-rule.ts'
import { sourceOf } from '../volumes.ts'

/** A volume from a claim says from which. */
export const claimVolume = volumeRule({
  id: 'claim-volume',
  summary: 'A `persistentVolumeClaim` volume has a `claimName`.',
  why: 'The server refuses it without. Whether the claim exists is seen when the pod is scheduled.',
  docs: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#claims-as-volumes'],
  examples: {
    bad: [
      volumeWith(`      persistentVolumeClaim:
      ^^^^^^^^^^^^^^^^^^^^^ claimName is missing
        readOnly: true`),
    ],
    good: [volumeWith('      persistentVolumeClaim:\n        claimName: data')],
  },
  *judge(doc, volume) {
    const source = sourceOf(volume, 'persistentVolumeClaim')
    if (source !== undefined) yield* required(doc, child(source, 'claimName'), 'claimName')
  },
})
