import { grouped } from '../../../placement/words.ts'
import type { Rule } from '../../../rules/rule.ts'
import { among, type Problems } from '../demands.ts'
import { child, type Field, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { isMisread, numberOf, textAt } from '../values.ts'
import { batchValidation, jobSpecOf } from '../workload.ts'
import { job } from '../workload-examples.ts'

/** Bounds that keep the list of finished and failed indexes short enough for the status of a Job. */
const most = 100_000
const mostAbove = 10_000

/** Jobs whose pods have numbers, and what only they can have. */
export const jobCompletionMode: Rule<Manifest> = {
  id: 'job-completion-mode',
  severity: 'error',
  summary: 'An Indexed Job says how many indexes there are; limits by index are for Indexed Jobs.',
  why: `With \`completionMode: Indexed\` each pod has a number from 0 to \`completions\` - 1. \`backoffLimitPerIndex\` and \`maxFailedIndexes\` count by that number.
The status lists numbers, so the API server bounds them: at most 100,000 pods at a time and failed indexes, and above 100,000 completions with
\`backoffLimitPerIndex\` at most 10,000 of both.`,
  source: [batchValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#backoff-limit-per-index'],
  examples: {
    bad: [
      job(`  completionMode: Indexed
                  ^^^^^^^ completions is missing; an Indexed Job needs the number of its indexes
  parallelism: 3`),
      job(`  backoffLimitPerIndex: 1
                        ^ backoffLimitPerIndex is set; it needs completionMode Indexed`),
      job(`  completionMode: Indexed
  completions: 5
  backoffLimitPerIndex: 1
  maxFailedIndexes: 6
                    ^ maxFailedIndexes is 6; there are 5 completions`),
      job(`  completionMode: Index
                  ^^^^^ completionMode is "Index"; it is NonIndexed or Indexed`),
    ],
    good: [
      job('  completionMode: Indexed'),
      job('  completionMode: Indexed\n  completions: 5\n  backoffLimitPerIndex: 1\n  maxFailedIndexes: 5'),
    ],
  },
  *check(doc) {
    const spec = jobSpecOf(doc)
    if (spec === undefined) return
    const mode = textAt(spec, 'completionMode')
    yield* among(doc, child(spec, 'completionMode'), 'completionMode', ['NonIndexed', 'Indexed'])
    if (isSet(child(spec, 'maxFailedIndexes')) && isAbsent(doc, child(spec, 'backoffLimitPerIndex'))) yield needsBackoff(doc, spec)
    if (mode === 'Indexed') yield* indexedProblems(doc, spec)
    if (!isSet(child(spec, 'completionMode')) || mode === 'NonIndexed') yield* plainProblems(doc, spec)
  },
}

function needsBackoff(doc: Manifest, spec: Field): ReturnType<Manifest['problem']> {
  const path = doc.problem(child(spec, 'backoffLimitPerIndex'), '').path
  const message = 'backoffLimitPerIndex is missing; maxFailedIndexes counts the indexes that have reached it'
  return doc.problem(child(spec, 'maxFailedIndexes'), message, { onKey: true, ...(path !== undefined && { path }) })
}

function* plainProblems(doc: Manifest, spec: Field): Problems {
  for (const name of ['backoffLimitPerIndex', 'maxFailedIndexes']) {
    const field = child(spec, name)
    if (isSet(field)) yield doc.problem(field, `${name} is set; it needs completionMode Indexed`)
  }
}

function* indexedProblems(doc: Manifest, spec: Field): Problems {
  const count = (name: string) => numberOf(child(spec, name))
  const [completions, parallelism, failed] = [count('completions'), count('parallelism'), count('maxFailedIndexes')]
  if (isAbsent(doc, child(spec, 'completions'))) yield needsCompletions(doc, spec)
  if (parallelism !== undefined && parallelism > most) yield over(doc, spec, 'parallelism', most)
  if (completions !== undefined && failed !== undefined && failed > completions) {
    yield doc.problem(child(spec, 'maxFailedIndexes'), `maxFailedIndexes is ${failed}; there are ${completions} completions`)
  }
  if (failed !== undefined && failed > most) yield over(doc, spec, 'maxFailedIndexes', most)
  if (completions !== undefined && completions > most && isSet(child(spec, 'backoffLimitPerIndex'))) yield* manyProblems(doc, spec)
}

function needsCompletions(doc: Manifest, spec: Field): ReturnType<Manifest['problem']> {
  const path = doc.problem(child(spec, 'completions'), '').path
  const message = 'completions is missing; an Indexed Job needs the number of its indexes'
  return doc.problem(child(spec, 'completionMode'), message, path === undefined ? {} : { path })
}

function* manyProblems(doc: Manifest, spec: Field): Problems {
  const failed = child(spec, 'maxFailedIndexes')
  if (isAbsent(doc, failed)) {
    yield doc.problem(
      failed,
      `maxFailedIndexes is missing; above ${grouped(most)} completions an Indexed Job with backoffLimitPerIndex needs it`,
    )
  }
  for (const name of ['parallelism', 'maxFailedIndexes']) {
    const number = numberOf(child(spec, name))
    if (number !== undefined && number > mostAbove && number <= most) yield over(doc, spec, name, mostAbove)
  }
}

function over(doc: Manifest, spec: Field, name: string, limit: number): ReturnType<Manifest['problem']> {
  const field = child(spec, name)
  const where = limit === mostAbove ? `above ${grouped(most)} completions with backoffLimitPerIndex` : 'in an Indexed Job'
  return doc.problem(field, `${name} is ${grouped(numberOf(field) ?? 0)}; ${where} the most is ${grouped(limit)}`)
}

function isAbsent(doc: Manifest, field: Field): boolean {
  return !isSet(field) && !isMisread(doc, field)
}
