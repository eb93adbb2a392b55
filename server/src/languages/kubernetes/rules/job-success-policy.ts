import { grouped } from '../../../placement/words.ts'
import type { Rule } from '../../../rules/rule.ts'
import type { Problems } from '../demands.ts'
import { child, type Field, isSet } from '../field.ts'
import { indexCount } from '../grammar/indexes.ts'
import type { Manifest } from '../manifest.ts'
import { isMisread, numberOf, structsOf, textAt, textOf } from '../values.ts'
import { batchValidation, jobSpecOf } from '../workload.ts'
import { job } from '../workload-examples.ts'

const longest = 64 * 1024

/** When a Job has succeeded before all of its pods have. */
export const jobSuccessPolicy: Rule<Manifest> = {
  id: 'job-success-policy',
  severity: 'error',
  summary: 'A rule of `successPolicy` names indexes of an Indexed Job, such as `0,2-4`, or how many must succeed.',
  why: `Indexes stand in rising order and below \`completions\`; \`succeededCount\` is at most the number of indexes that count. There are 1 to 20 rules.
The API server answers \`requires indexed completion mode\` or \`error parsing succeededIndexes\`.`,
  source: [batchValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy'],
  examples: {
    bad: [
      job(`  completionMode: Indexed
  completions: 5
  successPolicy:
    rules:
      - succeededIndexes: "0,2-5"
                          ^^^^^^^ succeededIndexes has 5; with 5 completions the last index is 4
      - succeededIndexes: "3,1"
                          ^^^^^ succeededIndexes has 1 after 3; indexes stand in rising order
      - succeededIndexes: "0-1"
        succeededCount: 3
                        ^ succeededCount is 3; succeededIndexes has 2
      - {}
        ^^ the rule is empty; it has succeededIndexes, succeededCount or both`),
      job(`  successPolicy:
  ^^^^^^^^^^^^^ successPolicy is set; it needs completionMode Indexed
    rules: [{succeededCount: 1}]`),
    ],
    good: [
      job(`  completionMode: Indexed
  completions: 5
  successPolicy:
    rules: [{succeededIndexes: "0,2-4", succeededCount: 3}]`),
    ],
  },
  *check(doc) {
    const spec = jobSpecOf(doc)
    const policy = spec && child(spec, 'successPolicy')
    if (spec === undefined || policy === undefined || !isSet(policy)) return
    const mode = textAt(spec, 'completionMode')
    if (mode === undefined) return
    if (mode !== 'Indexed') {
      yield doc.problem(policy, 'successPolicy is set; it needs completionMode Indexed', { onKey: true })
    } else yield* rulesProblems(doc, spec, child(policy, 'rules'))
  },
}

function* rulesProblems(doc: Manifest, spec: Field, list: Field): Problems {
  const rules = structsOf(list)
  if (rules.length === 0) yield doc.problem(list, 'there are no rules; at least one is needed')
  if (rules.length > 20) yield doc.problem(list, `there are ${rules.length} rules; the most is 20`, { onKey: true })
  const completions = numberOf(child(spec, 'completions'))
  if (completions !== undefined && !isMisread(doc, child(spec, 'completions')))
    for (const rule of rules) yield* ruleProblems(doc, rule, completions)
}

function* ruleProblems(doc: Manifest, rule: Field, completions: number): Problems {
  const [indexes, count] = [child(rule, 'succeededIndexes'), child(rule, 'succeededCount')]
  if (!isSet(indexes) && !isSet(count)) yield doc.problem(rule, 'the rule is empty; it has succeededIndexes, succeededCount or both')
  const text = isSet(indexes) ? textOf(indexes) : undefined
  const read = text === undefined ? undefined : indexCount(text, completions)
  if (text !== undefined && text.length > longest) {
    yield doc.problem(indexes, `succeededIndexes has ${grouped(text.length)} characters; the most is ${grouped(longest)}`)
  }
  if (typeof read === 'string') yield doc.problem(indexes, `succeededIndexes ${read}`)
  const known = text === undefined ? undefined : typeof read === 'number' ? read : 0
  yield* countProblems(doc, count, completions, known)
}

function* countProblems(doc: Manifest, field: Field, completions: number, indexes: number | undefined): Problems {
  const count = numberOf(field)
  if (count === undefined) return
  if (count < 0) yield doc.problem(field, `succeededCount is ${count}; the least is 0`)
  if (count > completions) yield doc.problem(field, `succeededCount is ${count}; there are ${completions} completions`)
  else if (indexes !== undefined && count > indexes) yield doc.problem(field, `succeededCount is ${count}; succeededIndexes has ${indexes}`)
}
