import type { Rule } from '../../../rules/rule.ts'
import { among, judged, type Problems } from '../demands.ts'
import { child, type Field, isSet } from '../field.ts'
import { domainPath } from '../grammar/domain-path.ts'
import type { Manifest } from '../manifest.ts'
import { byteLength, textOf } from '../values.ts'
import { quote } from '../words.ts'
import { batchValidation, jobSpecOf } from '../workload.ts'
import { job } from '../workload-examples.ts'

/** Single fields of a Job that have no family. */
export const jobSpec: Rule<Manifest> = {
  id: 'job-spec',
  severity: 'error',
  summary: 'A Job replaces pods when they have `Failed` or are `TerminatingOrFailed`, and names its controller like `example.com/name`.',
  why: 'With `podFailurePolicy` a pod is judged when it has ended, so only `Failed` fits. `managedBy` hands the Job to another controller and has at most 63 characters. The API server answers `spec.podReplacementPolicy: Unsupported value`.',
  source: [batchValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/job/'],
  examples: {
    bad: [
      job(`  podReplacementPolicy: Always
                        ^^^^^^ podReplacementPolicy is "Always"; it is Failed or TerminatingOrFailed
  managedBy: queue
             ^^^^^ managedBy is "queue"; it is a domain and a path, as in example.com/controller`),
      job(`  podReplacementPolicy: TerminatingOrFailed
                        ^^^^^^^^^^^^^^^^^^^ podReplacementPolicy is "TerminatingOrFailed"; with podFailurePolicy it is Failed
  podFailurePolicy:
    rules:
      - action: Ignore
        onPodConditions: [{type: DisruptionTarget}]`),
    ],
    good: [job('  podReplacementPolicy: Failed\n  managedBy: kueue.x-k8s.io/multikueue')],
  },
  *check(doc) {
    const spec = jobSpecOf(doc)
    if (spec === undefined) return
    yield* replacementProblems(doc, spec)
    yield* managerProblems(doc, child(spec, 'managedBy'))
  },
}

function* replacementProblems(doc: Manifest, spec: Field): Problems {
  const field = child(spec, 'podReplacementPolicy')
  const policy = isSet(field) ? textOf(field) : undefined
  if (isSet(child(spec, 'podFailurePolicy'))) {
    if (policy !== undefined && policy !== 'Failed') {
      yield doc.problem(field, `podReplacementPolicy is ${quote(policy)}; with podFailurePolicy it is Failed`)
    }
  } else yield* among(doc, field, 'podReplacementPolicy', ['Failed', 'TerminatingOrFailed'])
}

function* managerProblems(doc: Manifest, field: Field): Problems {
  const manager = isSet(field) ? textOf(field) : undefined
  if (manager === undefined) return
  yield* judged(doc, field, 'managedBy', manager, domainPath)
  if (byteLength(manager) > 63) yield doc.problem(field, `managedBy has ${byteLength(manager)} characters; the most is 63`)
}
