import type { Rule } from '../../../rules/rule.ts'
import type { Problems } from '../demands.ts'
import { child, type Field, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { numberOf, textAt } from '../values.ts'
import { meant, quote } from '../words.ts'
import { appsValidation, pathOf, specOf } from '../workload.ts'
import { workload } from '../workload-examples.ts'

/** How pods of a StatefulSet are replaced: from the last to the first, down to a number. */
export const statefulSetStrategy: Rule<Manifest> = {
  id: 'stateful-set-strategy',
  severity: 'error',
  summary: 'A StatefulSet replaces its pods `OnDelete` or by `RollingUpdate` down to a partition.',
  why: 'Only pods whose number is at least `partition` are replaced, so it is not negative. `OnDelete` takes no `rollingUpdate`: the API server answers `only allowed for updateStrategy RollingUpdate`.',
  source: [appsValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies'],
  examples: {
    bad: [
      workload({
        kind: 'StatefulSet',
        spec: `  updateStrategy:
    rollingUpdate: {partition: -1}
                               ^^ partition is -1; the least is 0`,
      }),
      workload({
        kind: 'StatefulSet',
        spec: `  updateStrategy:
    type: OnDelete
    rollingUpdate: {partition: 2}
    ^^^^^^^^^^^^^ rollingUpdate is set; strategy OnDelete waits until somebody deletes the pods`,
      }),
      workload({
        kind: 'StatefulSet',
        spec: `  updateStrategy: {type: Recreate}
                         ^^^^^^^^ type is "Recreate"; it is RollingUpdate or OnDelete`,
      }),
    ],
    good: [
      workload({ kind: 'StatefulSet', spec: '  updateStrategy:\n    rollingUpdate: {partition: 3}' }),
      workload({ kind: 'StatefulSet', spec: '  updateStrategy: {type: OnDelete}' }),
    ],
  },
  *check(doc) {
    if (doc.kind !== 'StatefulSet') return
    const strategy = child(specOf(doc), 'updateStrategy')
    const type = textAt(strategy, 'type')
    const rolling = child(strategy, 'rollingUpdate')
    if (type === undefined) return
    if (type === 'RollingUpdate') yield* rollingProblems(doc, rolling)
    else if (type !== 'OnDelete') yield unknownType(doc, strategy, type)
    else if (isSet(rolling)) {
      yield doc.problem(rolling, 'rollingUpdate is set; strategy OnDelete waits until somebody deletes the pods', { onKey: true })
    }
  },
}

function unknownType(doc: Manifest, strategy: Field, type: string): ReturnType<Manifest['problem']> {
  const known = ['RollingUpdate', 'OnDelete']
  const message = `type is ${quote(type)}; it is RollingUpdate or OnDelete${meant(type, known)}`
  return doc.problem(child(strategy, 'type'), message, { path: pathOf(doc, strategy) })
}

/** `maxUnavailable` is behind a feature gate that is closed by default: the server drops it before it looks. */
function* rollingProblems(doc: Manifest, rolling: Field): Problems {
  const partition = child(rolling, 'partition')
  const number = numberOf(partition)
  if (number !== undefined && number < 0) yield doc.problem(partition, `partition is ${number}; the least is 0`)
}
