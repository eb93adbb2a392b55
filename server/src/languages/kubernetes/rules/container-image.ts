import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { required } from '../demands.ts'
import { podWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { textAt } from '../values.ts'
import { quote } from '../words.ts'

/** A container says what it runs. */
export const containerImage: Rule<Manifest> = {
  id: 'container-image',
  severity: 'error',
  summary: 'A container has an `image`; in a Pod no blanks stand around it.',
  why: 'The server refuses an empty image everywhere. Blanks around it are refused in a Pod only, so that a template with them is accepted and makes no Pods.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/containers/images/'],
  examples: {
    bad: [
      podWith(`  containers:
    - name: web
            ^^^ image is missing
    - name: log
      image: "fluent-bit:3.2 "
             ^^^^^^^^^^^^^^^^^ image is "fluent-bit:3.2 "; there are no blanks around it`),
    ],
    good: [podWith('  containers:\n    - name: web\n      image: registry.example.com:5000/team/web:1.4')],
  },
  *check(doc) {
    for (const { field, list } of containersOf(doc)) {
      yield* required(doc, child(field, 'image'), 'image')
      const image = textAt(field, 'image')
      if (image === undefined || image.trim() === image) continue
      // The server looks at templates less closely, but for containers that templates may not have.
      const refused = doc.pod?.bare || list === 'ephemeralContainers'
      yield doc.problem(
        child(field, 'image'),
        `image is ${quote(image)}; there are no blanks around it`,
        refused ? {} : { severity: 'warning' },
      )
    }
  },
}
