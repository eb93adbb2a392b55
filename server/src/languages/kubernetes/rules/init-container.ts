import type { Rule } from '../../../rules/rule.ts'
import { containersIn } from '../containers.ts'
import { podWith } from '../examples.ts'
import { child, entriesOf, type Field, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { textAt } from '../values.ts'

const keys = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe']

/** An init container runs to its end before there is anything to probe. */
export const initContainer: Rule<Manifest> = {
  id: 'init-container',
  severity: 'error',
  summary: 'Only init containers with `restartPolicy: Always` (sidecars) have probes and lifecycle hooks.',
  why: 'Others have ended when the pod starts to be ready; the server refuses the fields.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/'],
  examples: {
    bad: [
      podWith(`  initContainers:
    - name: setup
      image: busybox:1.36
      readinessProbe:
      ^^^^^^^^^^^^^^ init container "setup" has readinessProbe; only with restartPolicy: Always it may
        exec:
          command: [test, -f, /ready]
  containers:
    - name: web
      image: nginx:1.27`),
    ],
    good: [
      podWith(`  initContainers:
    - name: proxy
      image: envoy:1.32
      restartPolicy: Always
      readinessProbe:
        tcpSocket:
          port: 9901
  containers:
    - name: web
      image: nginx:1.27`),
    ],
  },
  *check(doc) {
    for (const { field, label, sidecar } of containersIn(doc, 'initContainers')) {
      if (sidecar || textAt(field, 'restartPolicy') === undefined) continue
      for (const key of keys)
        if (hasMeaning(child(field, key)))
          yield doc.problem(child(field, key), `${label} has ${key}; only with restartPolicy: Always it may`, { onKey: true })
    }
  },
}

/** A lifecycle with nothing but a stop signal is dropped before it is looked at, as stop signals are not enabled. */
function hasMeaning(field: Field): boolean {
  return (
    isSet(field) &&
    !(field.step === 'lifecycle' && entriesOf(field).length > 0 && entriesOf(field).every(({ step }) => step === 'stopSignal'))
  )
}
