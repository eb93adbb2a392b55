import type { Rule } from '../../../rules/rule.ts'
import { oddPath } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isTrue } from '../values.ts'

/** Processes are shared in the pod or with the node. */
export const processNamespace: Rule<Manifest> = {
  id: 'process-namespace',
  severity: 'error',
  summary: '`shareProcessNamespace: true` does not stand beside `hostPID: true`.',
  why: 'In the process namespace of the node there is nothing left to share; the server refuses both together.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/'],
  examples: {
    bad: [
      specWith(`  shareProcessNamespace: true
                         ^^^^ shareProcessNamespace is true; with hostPID the pod has the processes of the node
  hostPID: true`),
    ],
    good: [specWith('  shareProcessNamespace: true')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const { spec } = doc.pod
    const shared = child(spec, 'shareProcessNamespace')
    if (isTrue(shared) && isTrue(child(spec, 'hostPID')))
      yield doc.problem(shared, 'shareProcessNamespace is true; with hostPID the pod has the processes of the node', {
        path: oddPath(doc, spec, '.securityContext.shareProcessNamespace'),
      })
  },
}
