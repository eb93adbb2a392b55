import { listed } from '../../../placement/words.ts'
import type { Rule } from '../../../rules/rule.ts'
import type { Problems } from '../demands.ts'
import { below, child, type Field, isSet } from '../field.ts'
import { selectorProblems } from '../label-selector.ts'
import type { Manifest } from '../manifest.ts'
import { unmet } from '../selector-match.ts'
import { isMisread, isTrue, textOf } from '../values.ts'
import { batchValidation, pathOf, specOf } from '../workload.ts'
import { cronJob, job } from '../workload-examples.ts'

const uidLabel = 'batch.kubernetes.io/controller-uid'
const generated = ['controller-uid', uidLabel, 'job-name', 'batch.kubernetes.io/job-name']

/** The server makes selector and labels of a Job from its UID, unless it is told not to. */
export const jobSelector: Rule<Manifest> = {
  id: 'job-selector',
  severity: 'error',
  summary: 'The selector of a Job is left to the server, or written with `manualSelector: true` and matched by the template.',
  why: `The server selects the pods of a Job by a label with its UID, which nobody can know before. A selector of one's own needs \`manualSelector: true\`
and labels in the template that it picks; in a CronJob there is neither. The API server answers \`"selector" not auto-generated\`.`,
  source: [batchValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#specifying-your-own-pod-selector'],
  examples: {
    bad: [
      job(`  selector:
  ^^^^^^^^ the selector asks for app=report; without manualSelector the server makes it from the Job's UID
    matchLabels: {app: report}`).replace('template:\n', 'template:\n    metadata:\n      labels: {app: report}\n'),
      job(`  manualSelector: true
                  ^^^^ selector is missing; with manualSelector the Job brings its own`),
      cronJob('').replace(
        'jobTemplate:\n    spec:\n',
        `jobTemplate:
    spec:
      manualSelector: true
                      ^^^^ manualSelector is true; the server makes the selectors of a CronJob's jobs
`,
      ),
    ],
    good: [
      job(''),
      job('  manualSelector: true\n  selector:\n    matchLabels: {app: report}').replace(
        'template:\n',
        'template:\n    metadata:\n      labels: {app: report}\n',
      ),
    ],
  },
  *check(doc) {
    if (doc.kind === 'Job') yield* jobProblems(doc)
    if (doc.kind === 'CronJob') yield* cronJobProblems(doc)
  },
}

function* cronJobProblems(doc: Manifest): Problems {
  const spec = below(doc.object, 'spec', 'jobTemplate', 'spec')
  const [selector, manual] = [child(spec, 'selector'), child(spec, 'manualSelector')]
  if (isSet(selector)) yield doc.problem(selector, "selector is set; the server makes the selectors of a CronJob's jobs", { onKey: true })
  if (isTrue(manual)) yield doc.problem(manual, "manualSelector is true; the server makes the selectors of a CronJob's jobs")
}

function* jobProblems(doc: Manifest): Problems {
  const spec = specOf(doc)
  const selector = child(spec, 'selector')
  if (isMisread(doc, selector)) return
  const manual = isTrue(child(spec, 'manualSelector'))
  if (!isSet(selector)) {
    if (manual) yield missing(doc, selector)
    return
  }
  const problems = [...selectorProblems(doc, selector)]
  yield* problems
  if (problems.length > 0) return
  yield* manual ? manualProblems(doc, selector) : generatedProblems(doc, selector)
}

function missing(doc: Manifest, selector: Field): ReturnType<Manifest['problem']> {
  const options = { path: pathOf(doc, selector), alsoPaths: [pathOf(doc, templateLabels(doc))] }
  const message = 'selector is missing; with manualSelector the Job brings its own'
  return doc.problem(child(specOf(doc), 'manualSelector'), message, options)
}

function* manualProblems(doc: Manifest, selector: Field): Problems {
  const labels = templateLabels(doc)
  const wanted = unmet(doc, selector, labels)
  if (wanted.length > 0)
    yield doc.problem(labels, `the selector asks for ${listed(wanted)}, which the template's labels do not have`, { onKey: true })
}

/** What the server adds to the template is all that the selector may ask for; the rest it must find in the template too. */
function* generatedProblems(doc: Manifest, selector: Field): Problems {
  const byServer = unmet(doc, selector, { value: serverLabels(doc), parent: undefined, step: '' })
  if (byServer.length === 0) return
  const template = below(doc.object, 'spec', 'template', 'metadata', 'labels')
  const written = typeof template.value === 'object' && template.value !== null ? template.value : {}
  const inTemplate = unmet(doc, selector, { value: { ...serverLabels(doc), ...written }, parent: undefined, step: '' })
  const options = inTemplate.length === 0 ? {} : { alsoPaths: [pathOf(doc, templateLabels(doc))] }
  const message = `the selector asks for ${listed(byServer)}; without manualSelector the server makes it from the Job's UID`
  yield doc.problem(selector, message, { onKey: true, ...options })
}

/** Stands for the UID, which is not known and equals nothing that is written. */
const uid = '\0uid'

function serverLabels(doc: Manifest): Readonly<Record<string, string>> {
  const name = textOf(below(doc.object, 'metadata', 'name')) ?? ''
  return Object.fromEntries(generated.map((key) => [key, key.endsWith('uid') ? uid : name]))
}

function templateLabels(doc: Manifest): Field {
  return below(doc.object, 'spec', 'template', 'metadata', 'labels')
}
