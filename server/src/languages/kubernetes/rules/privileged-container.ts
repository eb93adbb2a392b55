import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { containerWith } from '../examples.ts'
import { below } from '../field.ts'
import { setField } from '../fix.ts'
import type { Manifest } from '../manifest.ts'
import { podSecurityStandards, trivy } from '../security.ts'
import { isTrue } from '../values.ts'

/** A privileged container is root on its node. */
export const privilegedContainer: Rule<Manifest> = {
  id: 'privileged-container',
  aliases: ['privileged', 'container-security-context-privileged', 'runAsPrivileged', 'CKV_K8S_16', ...trivy(17)],
  severity: 'off',
  profile: 'baseline',
  summary: 'No container is privileged.',
  why: 'A privileged container has all capabilities and all devices of its node: whoever gets into it owns the node. Most needs are met by single capabilities or by a device plugin.',
  source: [podSecurityStandards],
  examples: {
    bad: [
      containerWith(`      securityContext:
        privileged: true
                    ^^^^ container "web" is privileged; it has the node to itself`),
    ],
    good: [containerWith('      securityContext:\n        privileged: false'), containerWith('      stdin: true')],
  },
  *check(doc) {
    for (const { field, label } of containersOf(doc)) {
      const privileged = below(field, 'securityContext', 'privileged')
      if (isTrue(privileged))
        yield doc.problem(privileged, `${label} is privileged; it has the node to itself`, { fixes: setField(doc, privileged, false) })
    }
  },
}
