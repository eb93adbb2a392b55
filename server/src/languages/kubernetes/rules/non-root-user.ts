import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { specWith } from '../examples.ts'
import { child, type Field, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'

/** Whoever must not be root cannot be user 0. */
export const nonRootUser: Rule<Manifest> = {
  id: 'non-root-user',
  severity: 'warning',
  summary: 'A container with `runAsNonRoot: true` does not run as user 0.',
  why: "The server accepts it. The kubelet does not start the container: `CreateContainerConfigError: container's runAsUser breaks non-root policy`. What a container does not say is taken from the pod.",
  source: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  examples: {
    bad: [
      specWith(`      securityContext:
        runAsUser: 0
                   ^ container "web" has runAsNonRoot: true and user 0, which is root; it will not start
  securityContext:
    runAsNonRoot: true`),
      specWith(`      securityContext:
        runAsNonRoot: true
  securityContext:
    runAsUser: 0
               ^ container "web" has runAsNonRoot: true and user 0, which is root; it will not start`),
    ],
    good: [
      specWith('      securityContext:\n        runAsUser: 0\n        runAsNonRoot: false\n  securityContext:\n    runAsNonRoot: true'),
      specWith('  securityContext:\n    runAsNonRoot: true\n    runAsUser: 1000'),
    ],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const pod = child(doc.pod.spec, 'securityContext')
    let said = false
    for (const { field, label } of containersOf(doc)) {
      const own = child(field, 'securityContext')
      const user = inEffect(own, pod, 'runAsUser')
      if (user.value !== 0 || inEffect(own, pod, 'runAsNonRoot').value !== true) continue
      const shared = user.parent === pod
      // What the pod says for all of them is said once.
      if (shared && said) continue
      said ||= shared
      yield doc.problem(user, `${label} has runAsNonRoot: true and user 0, which is root; it will not start`)
    }
  },
}

function inEffect(own: Field, pod: Field, key: string): Field {
  const field = child(own, key)
  return isSet(field) ? field : child(pod, key)
}
