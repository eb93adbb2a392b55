import { between } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child, isSet } from '../field.ts'
import { isFilled } from '../values.ts'
import { volumeRule } from '../volume-rule.ts'
import { sourceOf } from '../volumes.ts'

/** A disk of a Fibre Channel network. */
export const fcVolume = volumeRule({
  id: 'fc-volume',
  summary: 'An `fc` volume has either `targetWWNs` with a `lun` of 0 to 255 or `wwids`.',
  why: 'The server refuses both, neither, and world wide names without a unit number.',
  docs: ['https://kubernetes.io/docs/concepts/storage/volumes/#fc'],
  examples: {
    bad: [
      volumeWith(`      fc:
      ^^ lun is missing; targetWWNs need it
        targetWWNs: ["50060e801049cfd1"]`),
      volumeWith(`      fc:
      ^^ targetWWNs are missing; a volume has them or wwids
        lun: 0`),
      volumeWith(`      fc:
        targetWWNs: ["50060e801049cfd1"]
        ^^^^^^^^^^ targetWWNs stand beside wwids; a volume has one of them
        lun: 256
             ^^^ lun is 256; it is 0 to 255
        wwids: [a]`),
    ],
    good: [volumeWith('      fc:\n        targetWWNs: ["50060e801049cfd1"]\n        lun: 0')],
  },
  *judge(doc, volume) {
    const source = sourceOf(volume, 'fc')
    if (source === undefined) return
    const names = child(source, 'targetWWNs')
    const lun = child(source, 'lun')
    const ids = isFilled(child(source, 'wwids'))
    if (isFilled(names) === ids)
      yield doc.problem(
        names,
        ids ? 'targetWWNs stand beside wwids; a volume has one of them' : 'targetWWNs are missing; a volume has them or wwids',
        { onKey: true },
      )
    if (!isFilled(names)) return
    if (!isSet(lun)) yield doc.problem(lun, 'lun is missing; targetWWNs need it')
    yield* between(doc, lun, 'lun', 0, 255)
  },
})
