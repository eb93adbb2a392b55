import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import type { Problems } from '../demands.ts'
import { below, child, type Field, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { textAt, textOf } from '../values.ts'
import { quote } from '../words.ts'

const seccompPod = 'seccomp.security.alpha.kubernetes.io/pod'
const seccompPrefix = 'container.seccomp.security.alpha.kubernetes.io/'
const appArmorPrefix = 'container.apparmor.security.beta.kubernetes.io/'

/** Where a profile is given as field and as annotation, both are the same. */
export const profileAnnotationsAgree: Rule<Manifest> = {
  id: 'profile-annotations-agree',
  severity: 'error',
  summary: 'A seccomp or AppArmor profile in a field is the same as in the old annotation, where there is one.',
  why: 'The server refuses a contradiction. The annotations do nothing without the field any more; they can go.',
  source: [podValidation, 'https://kubernetes.io/docs/tutorials/security/apparmor/'],
  examples: {
    bad: [
      `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: unconfined
    seccomp.security.alpha.kubernetes.io/pod: localhost/a.json
spec:
  securityContext:
    seccompProfile:
      type: Localhost
      localhostProfile: b.json
                        ^^^^^^ localhostProfile is "b.json"; the annotation for the same says "localhost/a.json"
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        appArmorProfile:
          type: RuntimeDefault
                ^^^^^^^^^^^^^^ type is "RuntimeDefault"; the annotation for the same says "unconfined"
`,
    ],
    good: [
      `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: runtime/default
spec:
  containers:
    - name: web
      image: nginx:1.27
      securityContext:
        appArmorProfile:
          type: RuntimeDefault
`,
    ],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const { spec, metadata } = doc.pod
    const annotations = child(metadata, 'annotations')
    if (!isSet(annotations)) return
    const whole = below(spec, 'securityContext', 'seccompProfile')
    yield* agreement(doc, child(annotations, seccompPod), whole, whole)
    for (const { field, name } of containersOf(doc)) {
      if (!name) continue
      const own = below(field, 'securityContext', 'seccompProfile')
      yield* agreement(doc, child(annotations, seccompPrefix + name), own, own)
      if (below(spec, 'os', 'name').value !== 'windows')
        yield* appArmorAgreement(doc, child(annotations, appArmorPrefix + name), field, spec)
    }
  },
}

function* appArmorAgreement(doc: Manifest, annotation: Field, container: Field, spec: Field): Problems {
  const own = below(container, 'securityContext', 'appArmorProfile')
  const profile = isSet(own) ? own : below(spec, 'securityContext', 'appArmorProfile')
  // Of a Pod the server makes a field of the annotation first, so that it overrides what is said for the pod.
  if (!isSet(own) && doc.pod?.bare && /^(?:unconfined$|runtime\/default$|localhost\/.)/s.test(textOf(annotation) ?? '')) return
  yield* agreement(doc, annotation, profile, own, ['runtime/default'])
}

/** The server names the field of the container (`at`), also where the profile is that of the pod. */
function* agreement(
  doc: Manifest,
  annotation: Field,
  profile: Field,
  at: Field,
  standard: readonly string[] = ['runtime/default', 'docker/default'],
): Problems {
  const value = textOf(annotation)
  const type = textAt(profile, 'type')
  if (!isSet(annotation) || !isSet(profile) || value === undefined || type === undefined) return
  const local = textAt(profile, 'localhostProfile')
  if (type === 'Localhost' && value.startsWith('localhost/')) {
    if (local !== undefined && value !== `localhost/${local}`) yield different(doc, at, 'localhostProfile', local, value)
  } else if (!meanings(type, standard, value).includes(value)) yield different(doc, at, 'type', type, value)
}

/** What the annotation may say beside a type; of an unknown one nothing is said. */
function meanings(type: string, standard: readonly string[], value: string): readonly string[] {
  if (type === 'RuntimeDefault') return standard
  if (type === 'Unconfined') return ['unconfined']
  return type === 'Localhost' ? [] : [value]
}

function different(doc: Manifest, at: Field, key: string, field: string, annotation: string) {
  return doc.problem(child(at, key), `${key} is ${quote(field)}; the annotation for the same says ${quote(annotation)}`)
}
