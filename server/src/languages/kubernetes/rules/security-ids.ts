import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { between } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child, itemsOf } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'

const most = 2147483647

/** Users and groups have numbers. */
export const securityIds: Rule<Manifest> = {
  id: 'security-ids',
  severity: 'error',
  summary: '`runAsUser`, `runAsGroup`, `fsGroup` and `supplementalGroups` are 0 to 2147483647.',
  why: 'The server refuses other numbers.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  examples: {
    bad: [
      specWith(
        `      securityContext:
        runAsUser: -1
                   ^^ runAsUser is -1; it is 0 to 2147483647
  securityContext:
    fsGroup: 2147483648
             ^^^^^^^^^^ fsGroup is 2147483648; it is 0 to 2147483647
    supplementalGroups: [1000, -2]
                               ^^ group is -2; it is 0 to 2147483647
`,
      ),
    ],
    good: [specWith('      securityContext:\n        runAsUser: 0\n  securityContext:\n    fsGroup: 2147483647')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const context = child(doc.pod.spec, 'securityContext')
    for (const key of ['fsGroup', 'runAsUser', 'runAsGroup']) yield* between(doc, child(context, key), key, 0, most)
    for (const group of itemsOf(child(context, 'supplementalGroups'))) yield* between(doc, group, 'group', 0, most)
    for (const { field } of containersOf(doc))
      for (const key of ['runAsUser', 'runAsGroup']) yield* between(doc, child(child(field, 'securityContext'), key), key, 0, most)
  },
}
