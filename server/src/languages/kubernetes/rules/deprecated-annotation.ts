import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { below, child, entriesOf, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podWarnings } from '../server-source.ts'

const seccompOf = 'container.seccomp.security.alpha.kubernetes.io/'
const appArmorOf = 'container.apparmor.security.beta.kubernetes.io/'
const gone: ReadonlyMap<string, string> = new Map([
  ['scheduler.alpha.kubernetes.io/critical-pod', 'without effect since 1.16; priorityClassName has taken its place'],
  ['security.alpha.kubernetes.io/sysctls', 'without effect since 1.11; securityContext.sysctls has taken its place'],
  ['security.alpha.kubernetes.io/unsafe-sysctls', 'without effect since 1.11; securityContext.sysctls has taken its place'],
])

/** Annotations whose meaning has gone to a field. */
export const deprecatedAnnotation: Rule<Manifest> = {
  id: 'deprecated-annotation',
  severity: 'warning',
  summary: 'What has a field by now does not stand in an annotation alone.',
  why: 'The server accepts the old annotations with a warning. Most have no effect any more: a seccomp profile that stands only there does not protect.',
  source: [podWarnings, 'https://kubernetes.io/docs/reference/labels-annotations-taints/'],
  examples: {
    bad: [
      `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: runtime/default
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the annotation is without effect since 1.27; securityContext.seccompProfile has taken its place
    scheduler.alpha.kubernetes.io/critical-pod: ""
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the annotation is without effect since 1.16; priorityClassName has taken its place
    container.apparmor.security.beta.kubernetes.io/web: runtime/default
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the annotation is deprecated since 1.30; appArmorProfile has taken its place
spec:
  containers:
    - name: web
      image: nginx:1.27
`,
    ],
    good: [
      `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: runtime/default
spec:
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: nginx:1.27
`,
    ],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    for (const annotation of entriesOf(child(doc.pod.metadata, 'annotations'))) {
      const what = meaning(doc, String(annotation.step))
      if (what !== undefined) yield doc.problem(annotation, `the annotation is ${what}`, { onKey: true, tag: 'deprecated' })
    }
  },
}

function meaning(doc: Manifest, key: string): string | undefined {
  if (key === 'seccomp.security.alpha.kubernetes.io/pod')
    return hasProfile(doc, undefined, 'seccompProfile')
      ? undefined
      : 'without effect since 1.27; securityContext.seccompProfile has taken its place'
  if (key.startsWith(seccompOf))
    return hasProfile(doc, key.slice(seccompOf.length), 'seccompProfile')
      ? undefined
      : 'without effect since 1.27; seccompProfile has taken its place'
  if (key.startsWith(appArmorOf)) {
    const there = hasProfile(doc, undefined, 'appArmorProfile') || hasProfile(doc, key.slice(appArmorOf.length), 'appArmorProfile')
    return there ? undefined : 'deprecated since 1.30; appArmorProfile has taken its place'
  }
  return gone.get(key)
}

/** Whether the pod (without a name) or the container of the name has the profile; a container that is not there needs none. */
function hasProfile(doc: Manifest, name: string | undefined, profile: string): boolean {
  if (doc.pod === undefined) return true
  if (name === undefined) return isSet(below(doc.pod.spec, 'securityContext', profile))
  const container = containersOf(doc).find((one) => one.name === name)
  return container === undefined || isSet(below(container.field, 'securityContext', profile))
}
