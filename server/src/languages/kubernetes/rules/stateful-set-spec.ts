import type { Rule } from '../../../rules/rule.ts'
import { among, wellFormed } from '../demands.ts'
import { below, child } from '../field.ts'
import { dnsLabel } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { appsValidation, specOf } from '../workload.ts'
import { workload } from '../workload-examples.ts'

/** What only a StatefulSet has, apart from its claims and its strategy. */
export const statefulSetSpec: Rule<Manifest> = {
  id: 'stateful-set-spec',
  severity: 'error',
  summary:
    'A StatefulSet starts its pods `OrderedReady` or `Parallel`, names its service by a DNS label, and retains or deletes its claims.',
  why: 'The service gives each pod its host name, `<pod>.<service>`. The API server answers `spec.podManagementPolicy: Invalid value: must be OrderedReady or Parallel`.',
  source: [appsValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/'],
  examples: {
    bad: [
      workload({
        kind: 'StatefulSet',
        spec: `  podManagementPolicy: ordered
                       ^^^^^^^ podManagementPolicy is "ordered"; it is OrderedReady or Parallel
  serviceName: db.shop
               ^^^^^^^ serviceName is "db.shop"; it takes a-z, 0-9 and "-", and begins and ends with a letter or digit
  persistentVolumeClaimRetentionPolicy: {whenDeleted: Remove}
                                                      ^^^^^^ whenDeleted is "Remove"; it is Retain or Delete`,
      }),
    ],
    good: [
      workload({
        kind: 'StatefulSet',
        spec: '  podManagementPolicy: Parallel\n  serviceName: db\n  persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}',
      }),
    ],
  },
  *check(doc) {
    if (doc.kind !== 'StatefulSet') return
    const spec = specOf(doc)
    yield* among(doc, child(spec, 'podManagementPolicy'), 'podManagementPolicy', ['OrderedReady', 'Parallel'])
    yield* wellFormed(doc, child(spec, 'serviceName'), 'serviceName', dnsLabel)
    for (const when of ['whenDeleted', 'whenScaled']) {
      yield* among(doc, below(spec, 'persistentVolumeClaimRetentionPolicy', when), when, ['Retain', 'Delete'])
    }
  },
}
