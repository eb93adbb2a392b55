import type { Rule } from '../../../rules/rule.ts'
import { among } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'

/** Words the server knows for how files and groups are set up. */
export const securityPolicies: Rule<Manifest> = {
  id: 'security-policies',
  severity: 'error',
  summary:
    '`fsGroupChangePolicy` is Always or OnRootMismatch, `supplementalGroupsPolicy` Merge or Strict, `seLinuxChangePolicy` Recursive.',
  why: 'The server refuses other words, and empty ones. `MountOption` for SELinux is refused while its feature is off, as it is unless a cluster turns it on.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  examples: {
    bad: [
      specWith(
        `  securityContext:
    fsGroupChangePolicy: onRootMismatch
                         ^^^^^^^^^^^^^^ fsGroupChangePolicy is "onRootMismatch"; it is Always or OnRootMismatch; did you mean OnRootMismatch
    supplementalGroupsPolicy: ""
                              ^^ supplementalGroupsPolicy is ""; it is Merge or Strict
    seLinuxChangePolicy: MountOption
                         ^^^^^^^^^^^ seLinuxChangePolicy is "MountOption"; it is Recursive

`,
      ),
    ],
    good: [specWith('  securityContext:\n    fsGroupChangePolicy: OnRootMismatch\n    supplementalGroupsPolicy: Strict')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const context = child(doc.pod.spec, 'securityContext')
    yield* among(doc, child(context, 'fsGroupChangePolicy'), 'fsGroupChangePolicy', ['Always', 'OnRootMismatch'])
    yield* among(doc, child(context, 'supplementalGroupsPolicy'), 'supplementalGroupsPolicy', ['Merge', 'Strict'])
    yield* among(doc, child(context, 'seLinuxChangePolicy'), 'seLinuxChangePolicy', ['Recursive'])
  },
}
