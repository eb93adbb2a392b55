import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { oddPaths, type Problems } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child, type Field } from '../field.ts'
import type { Manifest, ProblemOptions } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isMisread, structsOf, textAt } from '../values.ts'
import { meant, quote } from '../words.ts'

const resources = ['cpu', 'memory']
const policies = ['NotRequired', 'RestartContainer']

/** What a change of resources means for a running container. */
export const resizePolicy: Rule<Manifest> = {
  id: 'resize-policy',
  severity: 'error',
  summary:
    'A `resizePolicy` is for cpu or memory, each once, and says NotRequired or RestartContainer; the latter neither for init containers nor in a pod that never restarts.',
  why: 'The server refuses anything else, and a restart in a pod with `restartPolicy: Never`.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/'],
  examples: {
    bad: [
      specWith(`      resizePolicy:
        - resourceName: cpu
          restartPolicy: RestartContainer
                         ^^^^^^^^^^^^^^^^ restartPolicy is RestartContainer; the pod is never restarted, so it is NotRequired
        - resourceName: cpu
          ^^^^^^^^^^^^ another resizePolicy of this container is for "cpu" too
          restartPolicy: NotRequired
        - resourceName: storage
                        ^^^^^^^ resourceName is "storage"; it is cpu or memory
          restartPolicy: notrequired
                         ^^^^^^^^^^^ restartPolicy is "notrequired"; it is NotRequired or RestartContainer; did you mean NotRequired
  restartPolicy: Never`),
    ],
    good: [specWith('      resizePolicy:\n        - resourceName: memory\n          restartPolicy: RestartContainer')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const never = child(doc.pod.spec, 'restartPolicy').value === 'Never'
    for (const { field, list: kind, sidecar } of containersOf(doc)) {
      const list = child(field, 'resizePolicy')
      const seen = new Set<string>()
      for (const policy of structsOf(list)) {
        const options = oddPaths(doc, list)('')
        yield* repetitionProblems(doc, policy, seen)
        if (kind === 'initContainers' && !sidecar && textAt(field, 'restartPolicy') !== undefined)
          yield* restartProblems(doc, child(policy, 'restartPolicy'))
        yield* wordProblems(doc, child(policy, 'resourceName'), resources, options)
        yield* wordProblems(doc, child(policy, 'restartPolicy'), policies, options)
        if (never && child(policy, 'restartPolicy').value === 'RestartContainer')
          yield doc.problem(
            child(policy, 'restartPolicy'),
            'restartPolicy is RestartContainer; the pod is never restarted, so it is NotRequired',
            options,
          )
      }
    }
  },
}

/** An init container that runs once has nothing to go on with after a restart. */
function* restartProblems(doc: Manifest, field: Field): Problems {
  if (field.value === 'RestartContainer')
    yield doc.problem(field, 'restartPolicy is RestartContainer; for init containers it is NotRequired')
}

function* repetitionProblems(doc: Manifest, policy: Field, seen: Set<string>): Problems {
  const resource = textAt(policy, 'resourceName')
  if (resource === undefined) return
  if (seen.has(resource)) yield doc.problem(policy, `another resizePolicy of this container is for ${quote(resource)} too`)
  seen.add(resource)
}

function* wordProblems(doc: Manifest, field: Field, words: readonly string[], options: ProblemOptions): Problems {
  const value = textAt(field.parent ?? field, String(field.step))
  if (value === undefined || words.includes(value) || isMisread(doc, field)) return
  const fact = value === '' ? `${field.step} is missing` : `${field.step} is ${quote(value)}`
  yield doc.problem(field, `${fact}; it is ${words.join(' or ')}${meant(value, words)}`, options)
}
