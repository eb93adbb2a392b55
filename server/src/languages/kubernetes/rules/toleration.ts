import type { Rule } from '../../../rules/rule.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { tolerationProblems } from '../tolerations.ts'

/** A toleration is for taints that there can be. */
export const toleration: Rule<Manifest> = {
  id: 'toleration',
  severity: 'error',
  summary:
    'A toleration has the operator Equal or Exists, a value with Equal only, a known effect, and `tolerationSeconds` with NoExecute only.',
  why: 'Without an operator it is Equal; without a key it is for all taints and needs Exists. The server refuses the rest.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/'],
  examples: {
    bad: [
      specWith(`  tolerations:
    - key: dedicated
      operator: Exists
      value: gpu
             ^^^ value is "gpu"; with operator Exists there is none
    - value: gpu
      ^^^^^ key is missing; without it a toleration is for all taints, with operator: Exists
    - key: node.kubernetes.io/not-ready
      operator: exists
                ^^^^^^ operator is "exists"; it is Equal or Exists; did you mean Exists
      effect: NoEvict
              ^^^^^^^ effect is "NoEvict"; it is NoSchedule, PreferNoSchedule or NoExecute
    - key: spot
      operator: Exists
      effect: NoSchedule
              ^^^^^^^^^^ effect is NoSchedule; with tolerationSeconds it is NoExecute
      tolerationSeconds: 60`),
    ],
    good: [specWith('  tolerations:\n    - key: dedicated\n      value: gpu\n      effect: NoSchedule\n    - operator: Exists')],
  },
  *check(doc) {
    if (doc.pod !== undefined) yield* tolerationProblems(doc, child(doc.pod.spec, 'tolerations'))
  },
}
