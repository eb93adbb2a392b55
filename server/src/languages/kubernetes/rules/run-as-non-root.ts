import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { containerWith, podWith } from '../examples.ts'
import { below, child, isSet } from '../field.ts'
import { setField } from '../fix.ts'
import type { Manifest } from '../manifest.ts'
import { hasOwnUsers, inEffect, isGiven, podSecurityStandards, trivy } from '../security.ts'
import { isTrue } from '../values.ts'

/** Said by the pod for all, or by each container. */
export const runAsNonRoot: Rule<Manifest> = {
  id: 'run-as-non-root',
  aliases: ['runAsNonRoot', 'runAsRootAllowed', 'CKV_K8S_23', ...trivy(12)],
  severity: 'off',
  profile: 'restricted',
  summary: 'Containers have `runAsNonRoot: true`, from the pod or of their own.',
  why: 'The kubelet then refuses to start an image whose user is root. Root in a container is root on its node for everything that is shared with it, unless the pod has users of its own (`hostUsers: false`).',
  source: [podSecurityStandards],
  examples: {
    bad: [
      containerWith(`      stdin: true`).replace(
        '      image',
        '            ^^^ container "web" may run as root; runAsNonRoot is not set to true\n      image',
      ),
      containerWith(`      securityContext:
        runAsNonRoot: false
                      ^^^^^ container "web" may run as root; runAsNonRoot is false`),
    ],
    good: [
      podWith('  securityContext:\n    runAsNonRoot: true\n  containers:\n    - {name: web, image: nginx:1.27}'),
      podWith('  hostUsers: false\n  containers:\n    - {name: web, image: nginx:1.27}'),
    ],
  },
  *check(doc) {
    if (hasOwnUsers(doc) || doc.pod === undefined) return
    const ofPod = below(doc.pod.spec, 'securityContext', 'runAsNonRoot')
    for (const container of containersOf(doc)) {
      const field = inEffect(doc, container, 'runAsNonRoot')
      if (isTrue(field) || (!isSet(field) && isGiven(doc, field))) continue
      const own = below(container.field, 'securityContext', 'runAsNonRoot')
      const [shown, rest] = isSet(own)
        ? [own, 'is false']
        : [child(container.field, 'name'), isSet(ofPod) ? 'of the pod is false' : 'is not set to true']
      yield doc.problem(shown, `${container.label} may run as root; runAsNonRoot ${rest}`, {
        fixes: setField(doc, isSet(own) ? own : ofPod, true),
      })
    }
  },
}
