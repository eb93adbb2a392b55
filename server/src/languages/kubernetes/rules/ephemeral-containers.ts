import type { Rule } from '../../../rules/rule.ts'
import { containersIn, containersOf } from '../containers.ts'
import type { Problems } from '../demands.ts'
import { podWith } from '../examples.ts'
import { below, child, entriesOf, type Field, isSet, stepsOf } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { structsOf, textAt } from '../values.ts'
import { quote } from '../words.ts'

const forbidden = [
  'ports',
  'resources',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
]

/** Containers for debugging join a pod that runs. */
export const ephemeralContainers: Rule<Manifest> = {
  id: 'ephemeral-containers',
  severity: 'error',
  summary: '`ephemeralContainers` cannot be created with a Pod or stand in a template.',
  why: 'They are added to a running pod, with `kubectl debug`. They have no ports, resources, probes, hooks or parts of volumes either.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/'],
  examples: {
    bad: [
      podWith(`  containers:
    - name: web
      image: nginx:1.27
  ephemeralContainers:
  ^^^^^^^^^^^^^^^^^^^ ephemeralContainers are written; they are added to a running pod, with kubectl debug
    - name: debug
      image: busybox:1.36
      targetContainerName: api
                           ^^^ container "api" does not exist in this pod
      ports:
      ^^^^^ ports is set; an ephemeral container has none
        - containerPort: 80`),
    ],
    good: [podWith('  containers:\n    - name: web\n      image: nginx:1.27')],
  },
  *check(doc) {
    const containers = containersIn(doc, 'ephemeralContainers')
    const [first] = containers
    if (first?.field.parent === undefined) return
    yield doc.problem(first.field.parent, 'ephemeralContainers are written; they are added to a running pod, with kubectl debug', {
      onKey: true,
    })
    const names = containersOf(doc).flatMap(({ list, name }) => (list === 'ephemeralContainers' ? [] : [name]))
    for (const { field } of containers) {
      yield* fieldProblems(doc, field)
      yield* targetProblems(doc, field, names)
    }
  },
}

function* fieldProblems(doc: Manifest, container: Field): Problems {
  for (const key of forbidden) {
    const field = child(container, key)
    if (key === 'resources' ? hasResources(doc, field) : isSet(field))
      yield doc.problem(field, `${key} is set; an ephemeral container has none`, { onKey: true })
  }
  for (const mount of structsOf(child(container, 'volumeMounts')))
    for (const key of ['subPath', 'subPathExpr'])
      if (textAt(mount, key)) yield doc.problem(child(mount, key), `${key} is set; an ephemeral container mounts whole volumes`)
}

/** An empty object counts as unset, but not one with an empty list in it. */
function hasResources(doc: Manifest, field: Field): boolean {
  return entriesOf(below(doc.written, ...stepsOf(field))).some(isSet)
}

function* targetProblems(doc: Manifest, container: Field, names: readonly (string | undefined)[]): Problems {
  const target = textAt(container, 'targetContainerName')
  if (target && !names.includes(target) && !names.includes(undefined))
    yield doc.problem(child(container, 'targetContainerName'), `container ${quote(target)} does not exist in this pod`)
}
