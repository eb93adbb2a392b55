import type { Rule } from '../../../rules/rule.ts'
import { oddPath, type Problems } from '../demands.ts'
import { child, type Field, isSet } from '../field.ts'
import { formProblems, intOrPercent, over100 } from '../int-or-percent.ts'
import type { Manifest } from '../manifest.ts'
import { textAt } from '../values.ts'
import { meant, quote } from '../words.ts'
import { appsValidation, isWritten, pathOf, specOf } from '../workload.ts'
import { workload } from '../workload-examples.ts'

/** How pods of a Deployment are replaced. */
export const deploymentStrategy: Rule<Manifest> = {
  id: 'deployment-strategy',
  severity: 'error',
  summary: 'A Deployment replaces its pods by `Recreate` or `RollingUpdate`, and the latter lets it take a step.',
  why: `\`maxSurge\` says how many pods there may be too many, \`maxUnavailable\` how many too few while new ones start (both 25% by default). If both are
0, nothing can move: \`may not be 0 when maxSurge is 0\`. \`Recreate\` takes no \`rollingUpdate\`.`,
  source: [appsValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy'],
  examples: {
    bad: [
      workload({
        spec: `  strategy:
    rollingUpdate: {maxSurge: 0, maxUnavailable: 0}
                                                 ^ maxUnavailable and maxSurge are both 0; one pod too many or too few must be allowed`,
      }),
      workload({
        spec: `  strategy:
    type: Recreate
    rollingUpdate: {maxSurge: 1}
    ^^^^^^^^^^^^^ rollingUpdate is set; strategy Recreate stops all pods before it starts new ones`,
      }),
      workload({
        spec: `  strategy:
    type: Rolling
          ^^^^^^^ type is "Rolling"; it is Recreate or RollingUpdate`,
      }),
      workload({
        spec: `  strategy:
    rollingUpdate: {maxSurge: "1", maxUnavailable: 110%}
                               ^ maxSurge is "1"; it is a number, or a percentage such as "25%"
                                                   ^^^^ maxUnavailable is 110%; the most is 100%`,
      }).replace('                               ^ maxSurge', '                              ^^^ maxSurge'),
    ],
    good: [
      workload({ spec: '  strategy:\n    rollingUpdate: {maxSurge: 200%, maxUnavailable: 0}' }),
      workload({ spec: '  strategy: {type: Recreate}' }),
    ],
  },
  *check(doc) {
    if (doc.kind !== 'Deployment') return
    const strategy = child(specOf(doc), 'strategy')
    const type = textAt(strategy, 'type')
    const rolling = child(strategy, 'rollingUpdate')
    if (type === undefined) return
    if (type === 'RollingUpdate') yield* rollingProblems(doc, rolling)
    else if (type !== 'Recreate') yield unknownType(doc, strategy, type)
    else if (isSet(rolling)) {
      yield doc.problem(rolling, 'rollingUpdate is set; strategy Recreate stops all pods before it starts new ones', { onKey: true })
    }
  },
}

function unknownType(doc: Manifest, strategy: Field, type: string): ReturnType<Manifest['problem']> {
  const known = ['Recreate', 'RollingUpdate']
  const message = `type is ${quote(type)}; it is Recreate or RollingUpdate${meant(type, known)}`
  return doc.problem(child(strategy, 'type'), message, { path: pathOf(doc, strategy) })
}

function* rollingProblems(doc: Manifest, rolling: Field): Problems {
  const unavailable = intOrPercent(child(rolling, 'maxUnavailable'))
  const surge = intOrPercent(child(rolling, 'maxSurge'))
  yield* formProblems(doc, unavailable)
  yield* formProblems(doc, surge)
  yield* over100(doc, unavailable)
  if (unavailable.value !== 0 || surge.value !== 0) return
  const shown = isWritten(doc, unavailable.field) ? unavailable.field : surge.field
  const path = oddPath(doc, rolling, '.maxUnavailable')
  yield doc.problem(shown, 'maxUnavailable and maxSurge are both 0; one pod too many or too few must be allowed', { path })
}
