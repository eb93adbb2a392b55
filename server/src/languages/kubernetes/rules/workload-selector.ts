import type { Rule } from '../../../rules/rule.ts'
import type { Problems } from '../demands.ts'
import { below, child, type Field, isSet } from '../field.ts'
import { selectorProblems } from '../label-selector.ts'
import type { Kind, Manifest } from '../manifest.ts'
import { isFilled, isMisread } from '../values.ts'
import { appsValidation, pathOf, specOf } from '../workload.ts'
import { workload } from '../workload-examples.ts'

const selecting: ReadonlySet<Kind> = new Set<Kind>(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'])

/** A workload finds its pods by their labels. */
export const workloadSelector: Rule<Manifest> = {
  id: 'workload-selector',
  severity: 'error',
  summary: 'A workload selects its pods by at least one label.',
  why: `The controller counts the pods that its selector picks as its own, and an empty one would pick all. The API server answers
\`spec.selector: Required value\` or \`empty selector is invalid for deployment\`, and what cannot be read as a selector it reports twice.`,
  source: [appsValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  examples: {
    bad: [
      workload({}).replace(
        'spec:\n  selector:\n    matchLabels: {app: web}\n',
        `spec:
^^^^ selector is missing; a Deployment finds its pods by their labels
`,
      ),
      workload({}).replace(
        '  selector:\n    matchLabels: {app: web}\n',
        `  selector: {}
  ^^^^^^^^ selector is empty; a Deployment finds its pods by at least one label
`,
      ),
      workload({}).replace(
        'matchLabels: {app: web}',
        `matchExpressions:
      - {key: app, operator: Equals, values: [web]}
                             ^^^^^^ operator is "Equals"; it is In, NotIn, Exists or DoesNotExist`,
      ),
    ],
    good: [workload({}), workload({ kind: 'DaemonSet' })],
  },
  *check(doc) {
    const selector = child(specOf(doc), 'selector')
    if (isMisread(doc, selector)) return
    if (doc.kind === 'ReplicationController') yield* controllerProblems(doc, selector)
    if (!selecting.has(doc.kind)) return
    if (!isSet(selector)) yield missing(doc, selector)
    else yield* problemsOf(doc, selector)
  },
}

/** Without a selector nothing is selected, the template's pods neither; a DaemonSet is told only of that. */
function missing(doc: Manifest, selector: Field): ReturnType<Manifest['problem']> {
  const labels = pathOf(doc, below(doc.object, 'spec', 'template', 'metadata', 'labels'))
  const message = `selector is missing; a ${doc.kind} finds its pods by their labels`
  return doc.problem(selector, message, doc.kind === 'DaemonSet' ? { path: labels } : { alsoPaths: [labels] })
}

function* problemsOf(doc: Manifest, selector: Field): Problems {
  for (const problem of selectorProblems(doc, selector)) {
    yield doc.kind === 'DaemonSet' ? problem : { ...problem, alsoPaths: [pathOf(doc, selector)] }
  }
  if (isFilled(child(selector, 'matchLabels')) || isFilled(child(selector, 'matchExpressions'))) return
  yield doc.problem(selector, `selector is empty; a ${doc.kind} finds its pods by at least one label`, { onKey: true })
}

function* controllerProblems(doc: Manifest, selector: Field): Problems {
  if (isFilled(selector)) return
  yield doc.problem(
    selector,
    'selector is empty and the template has no labels to take it from; a ReplicationController finds its pods by them',
  )
}
