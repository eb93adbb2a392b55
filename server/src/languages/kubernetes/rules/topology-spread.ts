import type { Rule } from '../../../rules/rule.ts'
import { nearest } from '../../../text/nearest.ts'
import { among, oddPath, type Problems, required } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child, type Field, isSet } from '../field.ts'
import { setField } from '../fix.ts'
import { keysInSelector, labelKeyProblems } from '../label-keys.ts'
import { selectorProblems } from '../label-selector.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isMisread, isWritten, numberOf, structsOf, textAt } from '../values.ts'
import { meant, quote } from '../words.ts'

const actions = ['DoNotSchedule', 'ScheduleAnyway']

/** Pods spread over places that nodes have. */
export const topologySpread: Rule<Manifest> = {
  id: 'topology-spread',
  severity: 'error',
  summary:
    'A spread constraint has a `maxSkew` of 1 or more, a `topologyKey` and `whenUnsatisfiable`, the two once in the pod; `minDomains` goes with DoNotSchedule only.',
  why: 'The server refuses the rest. Policies for nodes are Honor or Ignore, and keys in `matchLabelKeys` are not in the selector.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
  examples: {
    bad: [
      specWith(`  topologySpreadConstraints:
    - maxSkew: 0
               ^ maxSkew is 0; the least is 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: doNotSchedule
                         ^^^^^^^^^^^^^ whenUnsatisfiable is "doNotSchedule"; it is DoNotSchedule or ScheduleAnyway; did you mean DoNotSchedule
      nodeTaintsPolicy: honor
                        ^^^^^ nodeTaintsPolicy is "honor"; it is Honor or Ignore; did you mean Honor
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
                   ^^^^^^^^^^^^^^^^^^^^^^ another constraint of this pod is for "kubernetes.io/hostname" and "ScheduleAnyway" too
      whenUnsatisfiable: ScheduleAnyway
      minDomains: 2
                  ^ minDomains is set with whenUnsatisfiable ScheduleAnyway; it goes with DoNotSchedule
    - maxSkew: 2
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      matchLabelKeys: [pod-template-hash]
      ^^^^^^^^^^^^^^ matchLabelKeys are given without labelSelector; they add to one`),
    ],
    good: [
      specWith(`  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: DoNotSchedule
      minDomains: 2
      labelSelector:
        matchLabels:
          app: web`),
    ],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const constraints = structsOf(child(doc.pod.spec, 'topologySpreadConstraints'))
    for (const [index, constraint] of constraints.entries()) {
      yield* numberProblems(doc, constraint)
      yield* required(doc, child(constraint, 'topologyKey'), 'topologyKey')
      yield* actionProblems(doc, child(constraint, 'whenUnsatisfiable'))
      yield* repetitionProblems(doc, constraint, constraints.slice(index + 1))
      for (const key of ['nodeAffinityPolicy', 'nodeTaintsPolicy']) yield* among(doc, child(constraint, key), key, ['Honor', 'Ignore'])
      yield* keyProblems(doc, constraint)
      yield* selectorProblems(doc, child(constraint, 'labelSelector'))
    }
  },
}

function* numberProblems(doc: Manifest, constraint: Field): Problems {
  const skew = child(constraint, 'maxSkew')
  if ((numberOf(skew) ?? 0) < 1 && !isMisread(doc, skew))
    yield doc.problem(skew, isWritten(doc, skew) ? `maxSkew is ${skew.value}; the least is 1` : 'maxSkew is missing; the least is 1')
  const domains = child(constraint, 'minDomains')
  const number = numberOf(domains)
  if (number === undefined) return
  const action = textAt(constraint, 'whenUnsatisfiable')
  if (number < 1) yield doc.problem(domains, `minDomains is ${number}; the least is 1`)
  else if (action === 'ScheduleAnyway')
    yield doc.problem(domains, `minDomains is set with whenUnsatisfiable ${action}; it goes with DoNotSchedule`)
}

function* actionProblems(doc: Manifest, field: Field): Problems {
  const action = textAt(field.parent ?? field, 'whenUnsatisfiable')
  if (action === undefined || actions.includes(action) || isMisread(doc, field)) return
  const fact = action === '' ? 'whenUnsatisfiable is missing' : `whenUnsatisfiable is ${quote(action)}`
  const right = nearest(action, actions)
  const domains = child(field.parent ?? field, 'minDomains')
  yield doc.problem(field, `${fact}; it is ${actions.join(' or ')}${meant(action, actions)}`, {
    fixes: right === undefined ? [] : setField(doc, field, right),
    // The server takes every other word for one that minDomains does not go with.
    alsoPaths: isSet(domains) ? [oddPath(doc, domains, '')] : [],
  })
}

function* repetitionProblems(doc: Manifest, constraint: Field, others: readonly Field[]): Problems {
  const [key, action] = ['topologyKey', 'whenUnsatisfiable'].map((name) => textAt(constraint, name))
  if (key === undefined || action === undefined) return
  if (others.some((other) => textAt(other, 'topologyKey') === key && textAt(other, 'whenUnsatisfiable') === action))
    yield doc.problem(child(constraint, 'topologyKey'), `another constraint of this pod is for ${quote(key)} and ${quote(action)} too`, {
      path: oddPath(doc, constraint, '.{topologyKey, whenUnsatisfiable}'),
    })
}

function* keyProblems(doc: Manifest, constraint: Field): Problems {
  const keys = child(constraint, 'matchLabelKeys')
  const selector = child(constraint, 'labelSelector')
  yield* labelKeyProblems(doc, keys, selector)
  for (const field of keysInSelector(doc, keys, undefined, selector))
    yield doc.problem(field, `key ${quote(String(field.value))} is in labelSelector too; it is in one of them`, {
      path: oddPath(doc, constraint, `[${field.step}]`),
    })
}
