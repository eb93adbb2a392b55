import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { specWith } from '../examples.ts'
import { below, child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isTrue } from '../values.ts'

/** A process of the node is in the network of the node, with all its like. */
export const windowsHostProcess: Rule<Manifest> = {
  id: 'windows-host-process',
  severity: 'error',
  summary: '`hostProcess: true` holds for all containers of a pod, says the same at pod and container, and goes with `hostNetwork: true`.',
  why: 'Windows runs a pod either on the node or in containers; the server refuses a mixture.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/'],
  examples: {
    bad: [
      specWith(
        `      securityContext:
        windowsOptions:
          hostProcess: false
                       ^^^^^ hostProcess is false; for the pod it is true
  securityContext:
    windowsOptions:
      hostProcess: true
`,
      ),
      `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
^^^^ 1 of 2 containers are host processes; it is all of them or none
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        windowsOptions:
          hostProcess: true
    - name: log
      image: fluent-bit:3.2
  hostNetwork: true
`,
      `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
^^^^ hostNetwork is not true; host processes are in the network of the node
  containers:
    - name: web
      image: nginx:1.27
  securityContext:
    windowsOptions:
      hostProcess: true
`,
    ],
    good: [specWith('  hostNetwork: true\n  securityContext:\n    windowsOptions:\n      hostProcess: true')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const { spec } = doc.pod
    const whole = below(spec, 'securityContext', 'windowsOptions', 'hostProcess').value
    const containers = containersOf(doc)
    let count = 0
    for (const { field } of containers) {
      const own = below(field, 'securityContext', 'windowsOptions', 'hostProcess')
      if (typeof whole === 'boolean' && typeof own.value === 'boolean' && own.value !== whole)
        yield doc.problem(own, `hostProcess is ${own.value}; for the pod it is ${whole}`)
      if (own.value === true || (typeof own.value !== 'boolean' && whole === true)) count++
    }
    if (count === 0) return
    if (count !== containers.length)
      yield doc.problem(spec, `${count} of ${containers.length} containers are host processes; it is all of them or none`, { onKey: true })
    const network = child(spec, 'hostNetwork')
    if (!isTrue(network)) yield doc.problem(network, 'hostNetwork is not true; host processes are in the network of the node')
  },
}
