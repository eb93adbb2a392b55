import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { among } from '../demands.ts'
import { specWith } from '../examples.ts'
import { below, child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'

/** All of /proc is for users of their own. */
export const procMount: Rule<Manifest> = {
  id: 'proc-mount',
  severity: 'error',
  summary: '`procMount` is Default, or Unmasked in a pod with `hostUsers: false`.',
  why: 'An unmasked /proc shows and changes the node, unless the users of the pod are none of it.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/configure-pod-container/user-namespaces/'],
  examples: {
    bad: [
      specWith(`      securityContext:
        procMount: Unmasked
                   ^^^^^^^^ procMount is Unmasked; the pod needs hostUsers: false for it`),
      specWith(`      securityContext:
        procMount: unmasked
                   ^^^^^^^^ procMount is "unmasked"; it is Default or Unmasked; did you mean Unmasked
  hostUsers: false`),
    ],
    good: [specWith('      securityContext:\n        procMount: Unmasked\n  hostUsers: false')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const apart = child(doc.pod.spec, 'hostUsers').value === false
    for (const { field } of containersOf(doc)) {
      const mount = below(field, 'securityContext', 'procMount')
      yield* among(doc, mount, 'procMount', ['Default', 'Unmasked'])
      if (mount.value === 'Unmasked' && !apart) yield doc.problem(mount, 'procMount is Unmasked; the pod needs hostUsers: false for it')
    }
  },
}
