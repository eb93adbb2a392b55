import type { Rule } from '../../../rules/rule.ts'
import { oddPath, type Problems } from '../demands.ts'
import { below, child, type Field, isSet, stepsOf } from '../field.ts'
import { labelValue } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { isFilled, isTrue, textOf } from '../values.ts'
import { quote } from '../words.ts'
import { batchValidation, pathOf, specOf } from '../workload.ts'
import { job } from '../workload-examples.ts'

const nameLabels = ['job-name', 'batch.kubernetes.io/job-name']
const uidLabels = ['controller-uid', 'batch.kubernetes.io/controller-uid']

/** The server puts the name of a Job into labels of its pods. */
export const jobLabels: Rule<Manifest> = {
  id: 'job-labels',
  severity: 'error',
  summary: 'The name of a Job fits into a label of its pods, and its template leaves the labels with name and UID to the server.',
  why: `Pods of a Job get its name in \`batch.kubernetes.io/job-name\` and its UID in \`batch.kubernetes.io/controller-uid\` (and in the same labels without the
domain). A label value has at most 63 characters, so a longer name is refused at \`spec.template.labels\`; other values there are refused as
\`spec.template.metadata.labels[job-name]: must be 'report'\`. With \`manualSelector: true\` nothing is added.`,
  source: [batchValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template'],
  examples: {
    bad: [
      job('', 'a'.repeat(64)).replace(
        '\nspec',
        `\n        ${'^'.repeat(64)} name has 64 characters; the pods of a Job carry it in a label, which has 63
spec`,
      ),
      job('').replace(
        'template:\n',
        `template:
    metadata:
      labels: {job-name: weekly}
                         ^^^^^^ label job-name is "weekly"; the server sets it to the name of the Job
`,
      ),
    ],
    good: [job('', 'a'.repeat(63)), job('').replace('template:\n', 'template:\n    metadata:\n      labels: {job-name: report}\n')],
  },
  *check(doc) {
    if (doc.kind !== 'Job' || doc.pod === undefined || isTrue(child(specOf(doc), 'manualSelector'))) return
    const name = below(doc.object, 'metadata', 'name')
    const labels = below(doc.object, 'spec', 'template', 'metadata', 'labels')
    const generated = below(doc.object, 'metadata', 'generateName')
    if (textOf(name)) yield* nameProblems(doc, name, textOf(name), doc.pod.holder, labels)
    else yield* nameProblems(doc, generated, generatedName(textOf(generated)), doc.pod.holder, labels)
    for (const label of nameLabels) yield* labelProblems(doc, child(labels, label), textOf(name), 'the name of the Job')
    for (const label of uidLabels) yield* labelProblems(doc, child(labels, label), '\0uid', 'the UID of the Job')
  },
}

/** A name that is no label value for another reason than its length is wrong as a name too, and told of there. */
function* nameProblems(doc: Manifest, field: Field, name: string | undefined, template: Field, labels: Field): Problems {
  if (name === undefined || labelValue(name) === undefined || nameLabels.every((label) => isSet(child(labels, label)))) return
  const fact = name.length > 63 ? `name has ${name.length} characters` : `${field.step} is ${quote(textOf(field) ?? '')}`
  yield doc.problem(field, `${fact}; the pods of a Job carry it in a label, which has 63`, {
    path: oddPath(doc, template, '.labels'),
    ...(sharesLabels(doc, labels) && { alsoPaths: [pathOf(doc, below(doc.object, 'metadata', 'labels'))] }),
  })
}

/** A Job without labels has those of its template: the very same, so that it also gets what the server adds to them. */
function sharesLabels(doc: Manifest, labels: Field): boolean {
  return isSet(below(doc.written, ...stepsOf(labels))) && !isFilled(below(doc.written, 'metadata', 'labels'))
}

/** A name as the server makes it: at most 58 characters of the given beginning, and five of its own. */
function generatedName(beginning: string | undefined): string | undefined {
  return beginning ? `${beginning.slice(0, 58)}bcdfg` : undefined
}

function* labelProblems(doc: Manifest, field: Field, expected: string | undefined, what: string): Problems {
  const value = isSet(field) ? textOf(field) : undefined
  if (value === undefined || expected === undefined || value === expected) return
  const path = `${doc.problem({ ...(field.parent ?? field) }, '').path ?? ''}[${field.step}]`
  yield doc.problem(field, `label ${field.step} is ${quote(value)}; the server sets it to ${what}`, { path })
}
