import { grouped } from '../../../placement/words.ts'
import type { Rule } from '../../../rules/rule.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { numberOf } from '../values.ts'
import { batchValidation, jobSpecOf } from '../workload.ts'
import { job } from '../workload-examples.ts'

/** The server warns of it and goes on. */
export const jobManyIndexes: Rule<Manifest> = {
  id: 'job-many-indexes',
  severity: 'warning',
  summary: 'An Indexed Job with more than 100,000 completions runs at most 10,000 pods at a time.',
  why: 'The status lists the indexes that have finished; if many fail in between, the list gets too long to be kept. The API server accepts the Job with a warning.',
  source: [batchValidation.replace('apis/batch/validation/validation.go', 'api/job/warnings.go')],
  examples: {
    bad: [
      job(`  completionMode: Indexed
  completions: 200000
  parallelism: 20000
               ^^^^^ parallelism is 20,000; above 100,000 completions the list of finished indexes may get too long, 10,000 is safe`),
    ],
    good: [job('  completionMode: Indexed\n  completions: 200000\n  parallelism: 10000')],
  },
  *check(doc) {
    const spec = jobSpecOf(doc)
    if (spec === undefined || child(spec, 'completionMode').value !== 'Indexed') return
    const parallelism = numberOf(child(spec, 'parallelism')) ?? 0
    if ((numberOf(child(spec, 'completions')) ?? 0) <= 100_000 || parallelism <= 10_000) return
    const rest = 'above 100,000 completions the list of finished indexes may get too long, 10,000 is safe'
    yield doc.problem(child(spec, 'parallelism'), `parallelism is ${grouped(parallelism)}; ${rest}`)
  },
}
