import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { oddPath } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isFilled, isTrue } from '../values.ts'

/** How the server writes the fields in these messages. */
const namespaces = { hostNetwork: 'hostNetwork', hostPID: 'HostPID', hostIPC: 'HostIPC' } as const

/** Users of one's own do not go with the other namespaces of the node. */
export const hostUsers: Rule<Manifest> = {
  id: 'host-users',
  severity: 'error',
  summary: 'A pod with `hostUsers: false` has neither `hostNetwork`, `hostPID` nor `hostIPC`, and no `volumeDevices`.',
  why: 'In the namespaces of the node the users of the pod would be nobody; the server refuses the combination.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/'],
  examples: {
    bad: [
      specWith(`  hostUsers: false
  hostNetwork: true
  ^^^^^^^^^^^ hostNetwork is true; with hostUsers: false it may not be
  hostPID: true
  ^^^^^^^ hostPID is true; with hostUsers: false it may not be`),
    ],
    good: [specWith('  hostUsers: false')],
  },
  *check(doc) {
    if (doc.pod === undefined || child(doc.pod.spec, 'hostUsers').value !== false) return
    const { spec } = doc.pod
    for (const [key, written] of Object.entries(namespaces))
      if (isTrue(child(spec, key)))
        yield doc.problem(child(spec, key), `${key} is true; with hostUsers: false it may not be`, {
          onKey: true,
          path: oddPath(doc, spec, `.${written}`),
        })
    for (const { field } of containersOf(doc)) {
      const devices = child(field, 'volumeDevices')
      if (isFilled(devices)) yield doc.problem(devices, 'volumeDevices are given; with hostUsers: false there are none', { onKey: true })
    }
  },
}
