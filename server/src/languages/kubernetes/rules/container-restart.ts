import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { among, type Problems } from '../demands.ts'
import { podWith } from '../examples.ts'
import { child, type Field, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isFilled, isMisread, structsOf, textAt } from '../values.ts'
import { quote } from '../words.ts'

/** A container may restart by rules of its own. */
export const containerRestart: Rule<Manifest> = {
  id: 'container-restart',
  severity: 'error',
  summary:
    'The `restartPolicy` of a container is Always, OnFailure or Never; `restartPolicyRules` need it, and each says what happens after which exit codes.',
  why: 'There are at most 20 rules, each with at most 255 exit codes.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restart-rules'],
  examples: {
    bad: [
      podWith(`  containers:
    - name: web
            ^^^ restartPolicy is missing; restartPolicyRules need it
      image: nginx:1.27
      restartPolicyRules:
        - action: restart
                  ^^^^^^^ action is "restart"; it is Restart or RestartAllContainers
          exitCodes:
            operator: In
            values: [42]
        - action: Restart
          ^^^^^^ exitCodes are missing; a rule says after which it holds
    - name: job
      image: busybox:1.36
      restartPolicy: always
                     ^^^^^^ restartPolicy is "always"; it is Always, OnFailure or Never; did you mean Always`),
    ],
    good: [
      podWith(`  restartPolicy: Never
  containers:
    - name: web
      image: nginx:1.27
      restartPolicy: Never
      restartPolicyRules:
        - action: Restart
          exitCodes:
            operator: In
            values: [42]`),
    ],
  },
  *check(doc) {
    for (const container of containersOf(doc)) {
      if (container.list === 'ephemeralContainers') continue
      const rules = child(container.field, 'restartPolicyRules')
      yield* policyProblems(doc, container.field, rules)
      // Of an init container without a policy the server does not look at the rules.
      if (container.list === 'containers' || isSet(child(container.field, 'restartPolicy'))) yield* ruleProblems(doc, rules)
    }
  },
}

function* policyProblems(doc: Manifest, container: Field, rules: Field): Problems {
  const policy = child(container, 'restartPolicy')
  if (!isSet(policy)) {
    if (isFilled(rules) && !isMisread(doc, policy)) yield doc.problem(policy, 'restartPolicy is missing; restartPolicyRules need it')
    return
  }
  yield* among(doc, policy, 'restartPolicy', ['Always', 'OnFailure', 'Never'])
}

function* ruleProblems(doc: Manifest, rules: Field): Problems {
  const all = structsOf(rules)
  if (all.length > 20) yield doc.problem(rules, `there are ${all.length} restartPolicyRules; the most is 20`, { onKey: true })
  for (const rule of all) {
    yield* wordProblems(doc, child(rule, 'action'), ['Restart', 'RestartAllContainers'])
    const codes = child(rule, 'exitCodes')
    if (!isSet(codes)) {
      if (!isMisread(doc, codes)) yield doc.problem(codes, 'exitCodes are missing; a rule says after which it holds')
      continue
    }
    yield* wordProblems(doc, child(codes, 'operator'), ['In', 'NotIn'])
    const values = child(codes, 'values')
    if (Array.isArray(values.value) && values.value.length > 255)
      yield doc.problem(values, `there are ${values.value.length} exit codes; the most is 255`, { onKey: true })
  }
}

function* wordProblems(doc: Manifest, field: Field, words: readonly string[]): Problems {
  const value = textAt(field.parent ?? field, String(field.step))
  if (value === undefined || words.includes(value) || isMisread(doc, field)) return
  yield doc.problem(field, `${field.step} is ${value === '' ? 'missing' : quote(value)}; it is ${words.join(' or ')}`)
}
