import { known, required } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child } from '../field.ts'
import { volumeRule } from '../volume-rule.ts'
import { sourceOf } from '../volumes.ts'

/** The files of an image as a volume. */
export const imageVolume = volumeRule({
  id: 'image-volume',
  summary: 'An `image` volume of a Pod has a `reference`; its `pullPolicy` is Always, IfNotPresent or Never.',
  why: 'In a template the reference may be left for something else to fill in; a Pod without it is refused.',
  docs: ['https://kubernetes.io/docs/concepts/storage/volumes/#image'],
  examples: {
    bad: [
      volumeWith(`      image:
      ^^^^^ reference is missing
        pullPolicy: always
                    ^^^^^^ pullPolicy is "always"; it is Always, IfNotPresent or Never; did you mean Always`),
    ],
    good: [volumeWith('      image:\n        reference: quay.io/example/artifact:v2')],
  },
  *judge(doc, volume) {
    const source = sourceOf(volume, 'image')
    if (source === undefined) return
    if (doc.pod?.bare) yield* required(doc, child(source, 'reference'), 'reference')
    yield* known(doc, child(source, 'pullPolicy'), 'pullPolicy', ['Always', 'IfNotPresent', 'Never'])
  },
})
