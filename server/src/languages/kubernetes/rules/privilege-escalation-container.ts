import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { containerWith } from '../examples.ts'
import { below, child, type Field } from '../field.ts'
import { setField } from '../fix.ts'
import type { Manifest } from '../manifest.ts'
import { isGiven, isWindows, podSecurityStandards, trivy } from '../security.ts'
import { isTrue, textsOf } from '../values.ts'

/** The default lets processes gain more than they started with. */
export const privilegeEscalationContainer: Rule<Manifest> = {
  id: 'privilege-escalation-container',
  aliases: ['allowPrivilegeEscalation', 'privilegeEscalationAllowed', 'CKV_K8S_20', ...trivy(1)],
  severity: 'off',
  profile: 'restricted',
  summary: 'A container says `allowPrivilegeEscalation: false`.',
  why: 'Without it a program with the set-user-id bit, such as `sudo`, may become root in the container. The field has to be written: left out, it means yes. Pods for Windows have no such field.',
  source: [podSecurityStandards, 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  examples: {
    bad: [
      containerWith(`      stdin: true`).replace(
        '      image',
        '            ^^^ container "web" may gain privileges; allowPrivilegeEscalation is not set to false\n      image',
      ),
      containerWith(`      securityContext:
        allowPrivilegeEscalation: true
                                  ^^^^ container "web" may gain privileges; allowPrivilegeEscalation is true`),
    ],
    good: [containerWith('      securityContext:\n        allowPrivilegeEscalation: false')],
  },
  *check(doc) {
    if (isWindows(doc)) return
    for (const { field, label } of containersOf(doc)) {
      const allow = below(field, 'securityContext', 'allowPrivilegeEscalation')
      if (isGiven(doc, allow) && !isTrue(allow)) continue
      const rest = isTrue(allow) ? 'is true' : 'is not set to false'
      yield doc.problem(isTrue(allow) ? allow : below(field, 'name'), `${label} may gain privileges; allowPrivilegeEscalation ${rest}`, {
        fixes: mayEscalate(field) ? [] : setField(doc, allow, false),
      })
    }
  },
}

/** The server takes `false` only from containers that cannot gain privileges by other means. */
function mayEscalate(container: Field): boolean {
  const context = child(container, 'securityContext')
  const added = textsOf(below(context, 'capabilities', 'add')).map(({ value }) => value)
  return isTrue(child(context, 'privileged')) || added.includes('CAP_SYS_ADMIN')
}
