import type { Rule } from '../../../rules/rule.ts'
import { claimSpecProblems } from '../claim-spec.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { structsOf } from '../values.ts'
import { appsValidation, specOf } from '../workload.ts'
import { workload } from '../workload-examples.ts'

/** Each pod of a StatefulSet gets its own claims. */
export const claimTemplate: Rule<Manifest> = {
  id: 'claim-template',
  severity: 'error',
  summary: 'A claim template of a StatefulSet says how it is mounted and how much it needs.',
  why: 'A claim has at least one of `ReadWriteOnce`, `ReadOnlyMany`, `ReadWriteMany` and `ReadWriteOncePod` in `accessModes`, and `resources.requests.storage`. The API server answers `spec.volumeClaimTemplates[0].spec.accessModes: Required value: at least 1 access mode is required`.',
  source: [appsValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates'],
  examples: {
    bad: [
      workload({
        kind: 'StatefulSet',
        spec: `  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
      ^^^^ accessModes are missing; a claim has at least one
        resources:
          requests: {storage: 0}
                              ^ storage is 0; it is more than 0`,
      }),
    ],
    good: [
      workload({
        kind: 'StatefulSet',
        spec: `  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests: {storage: 10Gi}`,
      }),
    ],
  },
  *check(doc) {
    if (doc.kind !== 'StatefulSet') return
    for (const claim of structsOf(child(specOf(doc), 'volumeClaimTemplates'))) yield* claimSpecProblems(doc, child(claim, 'spec'))
  },
}
