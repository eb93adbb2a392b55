import { parseQuantity } from '../../../placement/kubernetes/objects/quantity.ts'
import { volumeWith } from '../examples.ts'
import { below, child, isSet } from '../field.ts'
import { shown } from '../values.ts'
import { volumeRule } from '../volume-rule.ts'

/** An empty directory has no negative size. */
export const emptyDirVolume = volumeRule({
  id: 'empty-dir-volume',
  summary: 'The `sizeLimit` of an `emptyDir` is not negative.',
  why: 'The server answers `SizeLimit field must be a valid resource quantity`.',
  docs: ['https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  examples: {
    bad: [
      volumeWith(`      emptyDir:
        sizeLimit: -1Gi
                   ^^^^ sizeLimit is -1Gi; the least is 0`),
    ],
    good: [volumeWith('      emptyDir:\n        sizeLimit: 1Gi')],
  },
  *judge(doc, volume) {
    if (volume.claimed || !isSet(child(volume.field, 'emptyDir'))) return
    const limit = below(volume.field, 'emptyDir', 'sizeLimit')
    if ((parseQuantity(limit.value) ?? 0n) < 0n) yield doc.problem(limit, `sizeLimit is ${shown(doc, limit)}; the least is 0`)
  },
})
