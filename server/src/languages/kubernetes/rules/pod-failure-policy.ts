import type { Rule } from '../../../rules/rule.ts'
import { judged, type Problems, requiredAmong } from '../demands.ts'
import { below, child, type Field, isSet, itemsOf } from '../field.ts'
import { qualifiedName } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { isFilled, isMisread, numberOf, structsOf, textAt, textOf } from '../values.ts'
import { quote } from '../words.ts'
import { batchValidation, jobSpecOf } from '../workload.ts'
import { job } from '../workload-examples.ts'

const actions = ['Count', 'FailIndex', 'FailJob', 'Ignore']

/** What a Job does about pods that fail in a way it knows. */
export const podFailurePolicy: Rule<Manifest> = {
  id: 'pod-failure-policy',
  severity: 'error',
  summary: 'A rule of `podFailurePolicy` has an action and looks either at exit codes or at conditions of the pod.',
  why: `Exit codes stand in rising order, each once, at most 255 of them; 0 is no failure, so \`In\` does not take it. \`FailIndex\` needs
\`backoffLimitPerIndex\`. There are at most 20 rules with 20 conditions each. The API server answers
\`specifying one of OnExitCodes and OnPodConditions is required\`.`,
  source: [batchValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy'],
  examples: {
    bad: [
      job(`  podFailurePolicy:
    rules:
      - action: FailJob
        onExitCodes: {operator: In, values: [0, 42, 3]}
                                    ^^^^^^ exit codes are not in rising order
                                             ^ exit code is 0, which is no failure; In takes the others
      - action: Ignore
        ^^^^^^ the rule looks at nothing; it has onExitCodes or onPodConditions
      - action: FailIndex
                ^^^^^^^^^ action is FailIndex; it needs backoffLimitPerIndex
        onPodConditions: [{type: DisruptionTarget}]
      - action: Stop
                ^^^^ action is "Stop"; it is Count, FailIndex, FailJob or Ignore
        onExitCodes: {operator: In, containerName: main, values: [1]}
                                                   ^^^^ there is no container "main" in the template`),
    ],
    good: [
      job(`  podFailurePolicy:
    rules:
      - action: FailJob
        onExitCodes: {operator: In, containerName: app, values: [3, 42]}
      - action: Ignore
        onPodConditions: [{type: DisruptionTarget}]`),
    ],
  },
  *check(doc) {
    const spec = jobSpecOf(doc)
    const policy = spec && child(spec, 'podFailurePolicy')
    if (spec === undefined || policy === undefined || !isSet(policy)) return
    const rules = structsOf(child(policy, 'rules'))
    if (rules.length > 20) yield doc.problem(child(policy, 'rules'), `there are ${rules.length} rules; the most is 20`, { onKey: true })
    for (const rule of rules) yield* ruleProblems(doc, spec, rule)
  },
}

function* ruleProblems(doc: Manifest, spec: Field, rule: Field): Problems {
  const action = child(rule, 'action')
  const backoff = child(spec, 'backoffLimitPerIndex')
  yield* requiredAmong(doc, action, 'action', actions)
  if (action.value === 'FailIndex' && !isSet(backoff) && !isMisread(doc, backoff)) {
    yield doc.problem(action, 'action is FailIndex; it needs backoffLimitPerIndex')
  }
  const [codes, conditions] = [child(rule, 'onExitCodes'), child(rule, 'onPodConditions')]
  if (isSet(codes)) yield* codeProblems(doc, spec, codes)
  yield* conditionProblems(doc, conditions)
  if (isSet(codes) && isFilled(conditions)) yield doc.problem(rule, 'the rule has onExitCodes and onPodConditions; it looks at one of them')
  if (!isSet(codes) && !isFilled(conditions)) yield doc.problem(rule, 'the rule looks at nothing; it has onExitCodes or onPodConditions')
}

function* conditionProblems(doc: Manifest, conditions: Field): Problems {
  const all = structsOf(conditions)
  if (all.length > 20) yield doc.problem(conditions, `there are ${all.length} conditions; the most is 20`, { onKey: true })
  for (const condition of all) {
    const type = textAt(condition, 'type')
    if (type !== undefined) yield* judged(doc, child(condition, 'type'), 'type', type, qualifiedName)
    yield* requiredAmong(doc, child(condition, 'status'), 'status', ['False', 'True', 'Unknown'])
  }
}

function* codeProblems(doc: Manifest, spec: Field, codes: Field): Problems {
  yield* requiredAmong(doc, child(codes, 'operator'), 'operator', ['In', 'NotIn'])
  yield* containerProblems(doc, spec, child(codes, 'containerName'))
  const values = child(codes, 'values')
  const given = itemsOf(values)
  if (given.length === 0) yield doc.problem(values, 'there are no exit codes; at least one is needed')
  if (given.length > 255) yield doc.problem(values, `there are ${given.length} exit codes; the most is 255`, { onKey: true })
  yield* valueProblems(doc, values, given, child(codes, 'operator').value === 'In')
}

function* valueProblems(doc: Manifest, values: Field, given: readonly Field[], only: boolean): Problems {
  const seen = new Set<number>()
  let [ordered, before] = [true, Number.NEGATIVE_INFINITY]
  for (const field of given) {
    const code = numberOf(field) ?? 0
    if (only && code === 0) yield doc.problem(field, 'exit code is 0, which is no failure; In takes the others')
    if (seen.has(code)) yield doc.problem(field, `exit code ${code} stands here twice`)
    ordered &&= code >= before
    before = code
    seen.add(code)
  }
  if (!ordered) yield doc.problem(values, 'exit codes are not in rising order', { onKey: true })
}

function* containerProblems(doc: Manifest, spec: Field, field: Field): Problems {
  const name = isSet(field) ? textOf(field) : undefined
  if (name === undefined) return
  const pod = below(spec, 'template', 'spec')
  const names = ['containers', 'initContainers'].flatMap((list) => structsOf(child(pod, list)).map((one) => textAt(one, 'name')))
  if (!names.includes(name) && !names.includes(undefined)) yield doc.problem(field, `there is no container ${quote(name)} in the template`)
}
