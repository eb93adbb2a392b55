import type { Rule } from '../../../rules/rule.ts'
import type { Problems } from '../demands.ts'
import { child, type Field } from '../field.ts'
import { formProblems, type IntOrPercent, intOrPercent, over100 } from '../int-or-percent.ts'
import type { Manifest } from '../manifest.ts'
import { textAt } from '../values.ts'
import { meant, quote } from '../words.ts'
import { appsValidation, isWritten, pathOf, specOf } from '../workload.ts'
import { workload } from '../workload-examples.ts'

/** How pods of a DaemonSet are replaced: one node after another, the new pod before or after the old one. */
export const daemonSetStrategy: Rule<Manifest> = {
  id: 'daemon-set-strategy',
  severity: 'error',
  summary: 'A DaemonSet replaces its pods `OnDelete` or by `RollingUpdate` with either `maxSurge` or `maxUnavailable`.',
  why: `On each node the old pod goes before the new one comes (\`maxUnavailable\`, 1 by default) or after it (\`maxSurge\`, 0 by default): one of the two
is 0 and the other is not. To surge, write both: \`maxSurge: 1\` and \`maxUnavailable: 0\`. The API server answers \`may not be set when maxUnavailable is non-zero\`.`,
  source: [appsValidation, 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/'],
  examples: {
    bad: [
      workload({
        kind: 'DaemonSet',
        spec: `  updateStrategy:
    rollingUpdate: {maxSurge: 1}
                              ^ maxSurge is 1 while maxUnavailable is 1 by default; one of them is 0`,
      }),
      workload({
        kind: 'DaemonSet',
        spec: `  updateStrategy:
    rollingUpdate: {maxUnavailable: 0}
                                    ^ maxUnavailable and maxSurge are both 0; one pod too many or too few must be allowed`,
      }),
      workload({
        kind: 'DaemonSet',
        spec: `  updateStrategy: {type: Recreate}
                         ^^^^^^^^ type is "Recreate"; it is RollingUpdate or OnDelete`,
      }),
    ],
    good: [
      workload({ kind: 'DaemonSet', spec: '  updateStrategy:\n    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}' }),
      workload({ kind: 'DaemonSet', spec: '  updateStrategy: {type: OnDelete}' }),
    ],
  },
  *check(doc) {
    if (doc.kind !== 'DaemonSet') return
    const strategy = child(specOf(doc), 'updateStrategy')
    const type = textAt(strategy, 'type')
    if (type === 'RollingUpdate') yield* rollingProblems(doc, child(strategy, 'rollingUpdate'))
    else if (type !== undefined && type !== 'OnDelete') yield unknownType(doc, strategy, type)
  },
}

function unknownType(doc: Manifest, strategy: Field, type: string): ReturnType<Manifest['problem']> {
  const known = ['RollingUpdate', 'OnDelete']
  const message = `type is ${quote(type)}; it is RollingUpdate or OnDelete${meant(type, known)}`
  return doc.problem(child(strategy, 'type'), message, { path: pathOf(doc, strategy) })
}

function* rollingProblems(doc: Manifest, rolling: Field): Problems {
  const unavailable = intOrPercent(child(rolling, 'maxUnavailable'))
  const surge = intOrPercent(child(rolling, 'maxSurge'))
  yield* formProblems(doc, unavailable)
  yield* formProblems(doc, surge)
  yield* over100(doc, unavailable)
  yield* over100(doc, surge)
  if (unavailable.value === undefined || surge.value === undefined) return
  if (unavailable.value !== 0 && surge.value !== 0) yield both(doc, unavailable, surge)
  if (unavailable.value === 0 && surge.value === 0) yield neither(doc, unavailable, surge)
}

function both(doc: Manifest, unavailable: IntOrPercent, surge: IntOrPercent): ReturnType<Manifest['problem']> {
  const given = isWritten(doc, unavailable.field) ? '' : ' by default'
  const message = `maxSurge is ${surge.field.value} while maxUnavailable is ${unavailable.field.value}${given}; one of them is 0`
  return doc.problem(surge.field, message)
}

function neither(doc: Manifest, unavailable: IntOrPercent, surge: IntOrPercent): ReturnType<Manifest['problem']> {
  const shown = isWritten(doc, unavailable.field) ? unavailable.field : surge.field
  const message = 'maxUnavailable and maxSurge are both 0; one pod too many or too few must be allowed'
  return doc.problem(shown, message, { path: pathOf(doc, unavailable.field) })
}
