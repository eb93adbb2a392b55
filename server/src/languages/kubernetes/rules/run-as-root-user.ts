import type { Rule } from '../../../rules/rule.ts'
import { containerWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { hasOwnUsers, podSecurityStandards, securityContexts, trivy } from '../security.ts'

/** What is written, not what the image says. */
export const runAsRootUser: Rule<Manifest> = {
  id: 'run-as-root-user',
  aliases: ['runAsUser', ...trivy(105)],
  severity: 'off',
  profile: 'restricted',
  summary: 'Neither the pod nor a container runs as user 0.',
  why: 'User 0 is root, whatever the image says. A pod with users of its own (`hostUsers: false`) may have it.',
  source: [podSecurityStandards],
  examples: {
    bad: [
      containerWith(`      securityContext:
        runAsUser: 0
                   ^ container "web" runs as user 0, which is root`),
    ],
    good: [containerWith('      securityContext:\n        runAsUser: 1000')],
  },
  *check(doc) {
    if (hasOwnUsers(doc)) return
    for (const { field, label } of securityContexts(doc)) {
      const user = child(field, 'runAsUser')
      if (user.value === 0) yield doc.problem(user, `${label} runs as user 0, which is root`)
    }
  },
}
