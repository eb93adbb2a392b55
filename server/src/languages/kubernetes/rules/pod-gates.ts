import type { Rule } from '../../../rules/rule.ts'
import { judged } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import { qualifiedName } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isFilled, isMisread, structsOf, textAt } from '../values.ts'
import { quote } from '../words.ts'

/** What a pod waits for has a name. */
export const podGates: Rule<Manifest> = {
  id: 'pod-gates',
  severity: 'error',
  summary:
    'Scheduling gates have different qualified names, readiness gates a qualified `conditionType`; a Pod with scheduling gates has no `nodeName`.',
  why: 'The server refuses others. A Pod that names its node is not scheduled, so there is nothing to hold back.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/'],
  examples: {
    bad: [
      specWith(
        `  nodeName: node-1
            ^^^^^^ nodeName is set; a Pod with schedulingGates waits to be scheduled
  schedulingGates:
    - name: example.com/quota
    - name: example.com/quota
            ^^^^^^^^^^^^^^^^^ another scheduling gate of this pod is named "example.com/quota" too
    - name: a b
            ^^^ name is "a b"; the name takes letters, digits, "-", "_" and ".", and begins and ends with a letter or digit
  readinessGates:
    - conditionType: example.com/
                     ^^^^^^^^^^^^ conditionType is "example.com/"; the name is empty
`,
      ),
    ],
    good: [
      specWith('  schedulingGates:\n    - name: example.com/quota\n  readinessGates:\n    - conditionType: www.example.com/feature-1'),
    ],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const { spec, bare } = doc.pod
    const gates = child(spec, 'schedulingGates')
    const seen = new Set<string>()
    for (const gate of structsOf(gates)) {
      const name = textAt(gate, 'name')
      if (name === undefined || (name === '' && isMisread(doc, child(gate, 'name')))) continue
      yield* judged(doc, gate, 'name', name, qualifiedName)
      if (seen.has(name)) yield doc.problem(gate, `another scheduling gate of this pod is named ${quote(name)} too`)
      seen.add(name)
    }
    for (const gate of structsOf(child(spec, 'readinessGates'))) {
      const type = textAt(gate, 'conditionType')
      if (type !== undefined && !(type === '' && isMisread(doc, child(gate, 'conditionType'))))
        yield* judged(doc, child(gate, 'conditionType'), 'conditionType', type, qualifiedName)
    }
    if (bare && isFilled(gates) && textAt(spec, 'nodeName'))
      yield doc.problem(child(spec, 'nodeName'), 'nodeName is set; a Pod with schedulingGates waits to be scheduled')
  },
}
