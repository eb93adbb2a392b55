import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { oddPath } from '../demands.ts'
import { containerWith } from '../examples.ts'
import { below, child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isTrue, textsOf } from '../values.ts'

/** Who may do anything cannot be kept from more. */
export const privilegeEscalation: Rule<Manifest> = {
  id: 'privilege-escalation',
  severity: 'error',
  summary: '`allowPrivilegeEscalation: false` stands neither beside `privileged: true` nor beside the capability CAP_SYS_ADMIN.',
  why: 'Such a container can always escalate; the server refuses the contradiction. Without the prefix, as `SYS_ADMIN`, it overlooks the capability.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  examples: {
    bad: [
      containerWith(`      securityContext:
        privileged: true
        allowPrivilegeEscalation: false
                                  ^^^^^ allowPrivilegeEscalation is false; a privileged container can always escalate`),
      containerWith(
        `      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          add: [CAP_SYS_ADMIN]
                ^^^^^^^^^^^^^ CAP_SYS_ADMIN is added; with it a container can always escalate
`,
      ),
    ],
    good: [containerWith('      securityContext:\n        allowPrivilegeEscalation: false\n        capabilities:\n          drop: [ALL]')],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      const context = child(field, 'securityContext')
      const escalation = child(context, 'allowPrivilegeEscalation')
      if (escalation.value !== false) continue
      const path = oddPath(doc, context, '')
      if (isTrue(child(context, 'privileged')))
        yield doc.problem(escalation, 'allowPrivilegeEscalation is false; a privileged container can always escalate', { path })
      for (const { field: capability, value } of textsOf(below(context, 'capabilities', 'add')))
        if (value === 'CAP_SYS_ADMIN')
          yield doc.problem(capability, 'CAP_SYS_ADMIN is added; with it a container can always escalate', { path })
    }
  },
}
