import type { Rule } from '../../../rules/rule.ts'
import { hasPlaceholder } from '../../../syntax/placeholder.ts'
import { annotatedTolerationProblems } from '../annotated-tolerations.ts'
import { containersOf } from '../containers.ts'
import { oddPath, type Problems } from '../demands.ts'
import { child, entriesOf, type Field } from '../field.ts'
import { descendingPath } from '../grammar/paths.ts'
import type { Manifest, PodPlace } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { textAt } from '../values.ts'
import { quote } from '../words.ts'
import { podNamed } from '../workload-examples.ts'

const mirror = 'kubernetes.io/config.mirror'
const tolerations = 'scheduler.alpha.kubernetes.io/tolerations'
const deletionCost = 'controller.kubernetes.io/pod-deletion-cost'
const seccomp = 'seccomp.security.alpha.kubernetes.io/pod'
const seccompOf = 'container.seccomp.security.alpha.kubernetes.io/'
const appArmorOf = 'container.apparmor.security.beta.kubernetes.io/'

/** Annotations of pods that mean something to Kubernetes itself. */
export const podAnnotations: Rule<Manifest> = {
  id: 'pod-annotations',
  severity: 'error',
  summary: 'Annotations that Kubernetes itself reads hold what it expects: a deletion cost, a profile of seccomp or AppArmor, tolerations.',
  why: `A deletion cost is a whole number of 32 bits without a plus sign or leading zeros. A profile is \`runtime/default\`, \`unconfined\` or \`localhost/\` with a path, and
that of AppArmor names a container of the pod. The API server answers \`metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: must be a 32bit integer\`.
Profiles have fields of their own by now: \`seccompProfile\` and \`appArmorProfile\` in \`securityContext\`.`,
  source: [podValidation, 'https://kubernetes.io/docs/reference/labels-annotations-taints/'],
  examples: {
    bad: [
      podNamed(`  name: web
  annotations:
    controller.kubernetes.io/pod-deletion-cost: "+10"
                                                ^^^^^ pod-deletion-cost is "+10"; it is a whole number of 32 bits without plus sign or leading zeros
    container.apparmor.security.beta.kubernetes.io/web: runtime/default
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ there is no container "web" in this pod
    seccomp.security.alpha.kubernetes.io/pod: default
                                              ^^^^^^^ profile is "default"; it is runtime/default, docker/default, unconfined or localhost/ with a path`),
    ],
    good: [
      podNamed(`  name: web
  annotations:
    controller.kubernetes.io/pod-deletion-cost: "-10"
    container.apparmor.security.beta.kubernetes.io/app: localhost/strict
    seccomp.security.alpha.kubernetes.io/pod: runtime/default`),
    ],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const annotations = child(doc.pod.metadata, 'annotations')
    // The server names those of a template without their `metadata`.
    const entries = entriesOf(annotations)
    const path = entries.length === 0 ? '' : oddPath(doc, doc.pod.bare ? doc.pod.metadata : doc.pod.holder, '.annotations')
    for (const entry of entries) {
      if (typeof entry.value === 'string' && !hasPlaceholder(entry.value))
        yield* problemsOf({ doc, pod: doc.pod, path, entry, value: entry.value })
    }
  },
}

interface Annotation {
  readonly doc: Manifest
  readonly pod: PodPlace
  /** The server's path of all annotations. */
  readonly path: string
  readonly entry: Field
  readonly value: string
}

function* problemsOf(annotation: Annotation): Problems {
  const { doc, pod, path, entry, value } = annotation
  const key = String(entry.step)
  if (key === mirror && textAt(pod.spec, 'nodeName') === '') {
    yield doc.problem(entry, 'the pod mirrors one of a node; it needs nodeName', { onKey: true, path: `${path}[${key}]` })
  } else if (key === tolerations) yield* annotatedTolerationProblems(doc, entry, path)
  else if (key === deletionCost && !isCost(value)) {
    const message = `pod-deletion-cost is ${quote(value)}; it is a whole number of 32 bits without plus sign or leading zeros`
    yield doc.problem(entry, message, { path: `${path}[${key}]` })
  } else if (key === seccomp || key.startsWith(seccompOf)) yield* seccompProblems(annotation)
  else if (key.startsWith(appArmorOf)) yield* appArmorProblems(annotation)
}

function* seccompProblems({ doc, path, entry, value }: Annotation): Problems {
  if (['runtime/default', 'docker/default', 'unconfined'].includes(value)) return
  const limit = value.startsWith('localhost/') ? descendingPath(value.slice('localhost/'.length)) : undefined
  if (value.startsWith('localhost/') && limit === undefined) return
  const rest = limit ?? 'it is runtime/default, docker/default, unconfined or localhost/ with a path'
  yield doc.problem(entry, `profile is ${quote(value)}; ${rest}`, { path: `${path}.${entry.step}` })
}

function* appArmorProblems({ doc, path, entry, value }: Annotation): Problems {
  const key = String(entry.step)
  const name = key.slice(appArmorOf.length)
  const names = containersOf(doc).map((container) => container.name)
  const at = { path: `${path}[${key}]` }
  if (!names.includes(name) && !names.includes(undefined)) {
    yield doc.problem(entry, `there is no container ${quote(name)} in this pod`, { onKey: true, ...at })
  }
  if (value !== '' && value !== 'runtime/default' && value !== 'unconfined' && !value.startsWith('localhost/')) {
    yield doc.problem(entry, `profile is ${quote(value)}; it is runtime/default, unconfined or localhost/ with a name`, at)
  }
}

function isCost(value: string): boolean {
  if (!/^(?:0|[1-9]\d{0,9}|-\d{1,18})$/.test(value)) return false
  return Number(value) <= 2147483647 && Number(value) >= -2147483648
}
