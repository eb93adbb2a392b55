import type { Rule } from '../../../rules/rule.ts'
import { among, known } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'

/** Words the server knows for what a pod does as a whole. */
export const podPolicies: Rule<Manifest> = {
  id: 'pod-policies',
  severity: 'error',
  summary: '`restartPolicy`, `dnsPolicy` and `preemptionPolicy` of a pod have one of the known values.',
  why: 'The server refuses other words, also in lower case. Which restart policies a workload allows is a matter of its own.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy'],
  examples: {
    bad: [
      specWith(`  restartPolicy: always
                 ^^^^^^ restartPolicy is "always"; it is Always, OnFailure or Never; did you mean Always
  dnsPolicy: Cluster
             ^^^^^^^ dnsPolicy is "Cluster"; it is ClusterFirst, ClusterFirstWithHostNet, Default or None
  preemptionPolicy: PreemptNever
                    ^^^^^^^^^^^^ preemptionPolicy is "PreemptNever"; it is PreemptLowerPriority or Never`),
    ],
    good: [specWith('  restartPolicy: OnFailure\n  dnsPolicy: Default\n  preemptionPolicy: Never')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const { spec } = doc.pod
    yield* known(doc, child(spec, 'restartPolicy'), 'restartPolicy', ['Always', 'OnFailure', 'Never'])
    yield* known(doc, child(spec, 'dnsPolicy'), 'dnsPolicy', ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'])
    yield* among(doc, child(spec, 'preemptionPolicy'), 'preemptionPolicy', ['PreemptLowerPriority', 'Never'])
  },
}
