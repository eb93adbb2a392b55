import type { Rule } from '../../../rules/rule.ts'
import { podWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isFilled, isMisread } from '../values.ts'

/** A pod runs something. */
export const containersRequired: Rule<Manifest> = {
  id: 'containers-required',
  severity: 'error',
  summary: 'A pod has at least one entry in `containers`.',
  why: 'The server refuses a pod with init containers only, and an empty list.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/workloads/pods/'],
  examples: {
    bad: [
      podWith(`  initContainers:
    - name: setup
      image: busybox:1.36
  containers: []
  ^^^^^^^^^^ containers are missing; a pod has at least one`),
    ],
    good: [podWith('  containers:\n    - name: web\n      image: nginx:1.27')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const containers = child(doc.pod.spec, 'containers')
    if (!isFilled(containers) && !isMisread(doc, containers))
      yield doc.problem(containers, 'containers are missing; a pod has at least one', { onKey: true })
  },
}
