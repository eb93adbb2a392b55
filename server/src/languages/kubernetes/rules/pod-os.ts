import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import type { Problems } from '../demands.ts'
import { specWith } from '../examples.ts'
import { below, child, type Field, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isFilled, isMisread, isTrue, textAt } from '../values.ts'
import { meant, quote } from '../words.ts'

const systems = ['linux', 'windows']
const contextFields = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'supplementalGroupsPolicy',
  'seLinuxChangePolicy',
]
const containerFields = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
]

/** What one system knows means nothing to the other. */
export const podOs: Rule<Manifest> = {
  id: 'pod-os',
  severity: 'error',
  summary:
    'A pod with `os.name: linux` has no `windowsOptions`; one with `windows` has nothing of Linux: namespaces of the node, users, capabilities, profiles, sysctls.',
  why: 'A pod that names its system has no fields of the other; the server refuses each of them. `os` has a `name` of linux or windows.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-os'],
  examples: {
    bad: [
      specWith(
        `      securityContext:
        runAsUser: 1000
        ^^^^^^^^^ runAsUser is set; the pod is for windows, which has no such thing
        capabilities:
        ^^^^^^^^^^^^ capabilities is set; the pod is for windows, which has no such thing
          drop: [ALL]
  os:
    name: windows
  hostPID: true
  ^^^^^^^ hostPID is set; the pod is for windows, which has no such thing

`,
      ),
      specWith(`  os:
    name: linux
  securityContext:
    windowsOptions:
    ^^^^^^^^^^^^^^ windowsOptions are set; the pod is for linux
      runAsUserName: web`),
      specWith(`  os:
    name: Windows
          ^^^^^^^ name is "Windows"; it is linux or windows; did you mean windows`),
    ],
    good: [specWith('      securityContext:\n        windowsOptions:\n          runAsUserName: web\n  os:\n    name: windows')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const { spec } = doc.pod
    const os = child(spec, 'os')
    if (!isSet(os)) return
    const name = textAt(os, 'name')
    if (name === 'linux') yield* linuxProblems(doc, spec)
    else if (name === 'windows') yield* windowsProblems(doc, spec)
    else if (name === '') {
      if (!isMisread(doc, child(os, 'name'))) yield doc.problem(child(os, 'name'), 'name is missing; it is linux or windows')
    } else if (name !== undefined)
      yield doc.problem(child(os, 'name'), `name is ${quote(name)}; it is linux or windows${meant(name, systems)}`, {
        path: doc.problem(os, '').path ?? '',
      })
  },
}

function* linuxProblems(doc: Manifest, spec: Field): Problems {
  for (const holder of [spec, ...containersOf(doc).map(({ field }) => field)]) {
    const options = below(holder, 'securityContext', 'windowsOptions')
    if (isSet(options)) yield doc.problem(options, 'windowsOptions are set; the pod is for linux', { onKey: true })
  }
}

function* windowsProblems(doc: Manifest, spec: Field): Problems {
  for (const key of ['hostPID', 'hostIPC']) if (isTrue(child(spec, key))) yield forbidden(doc, child(spec, key))
  for (const key of ['hostUsers', 'shareProcessNamespace']) if (isSet(child(spec, key))) yield forbidden(doc, child(spec, key))
  const context = child(spec, 'securityContext')
  for (const key of contextFields) {
    const field = child(context, key)
    if (key === 'sysctls' ? isFilled(field) : isSet(field)) yield forbidden(doc, field)
  }
  for (const { field } of containersOf(doc)) {
    const own = child(field, 'securityContext')
    for (const key of containerFields) if (isSet(child(own, key))) yield forbidden(doc, child(own, key))
  }
}

function forbidden(doc: Manifest, field: Field) {
  return doc.problem(field, `${field.step} is set; the pod is for windows, which has no such thing`, { onKey: true })
}
