import { listed } from '../../../placement/words.ts'
import type { Rule } from '../../../rules/rule.ts'
import { child, isSet } from '../field.ts'
import { selectorProblems } from '../label-selector.ts'
import type { Manifest } from '../manifest.ts'
import { unmet, unmetLabels } from '../selector-match.ts'
import { isMisread } from '../values.ts'
import { appsValidation, lasting, specOf } from '../workload.ts'
import { workload } from '../workload-examples.ts'

/** A selector that is wrong in itself is told of by the rule about selectors. */
export const selectorMatchesTemplate: Rule<Manifest> = {
  id: 'selector-matches-template',
  aliases: [
    'mismatching-selector',
    'deployment-pod-selector-labels-match-template-metadata-labels',
    'statefulset-pod-selector-labels-match-template-metadata-labels',
  ],
  severity: 'error',
  summary: 'The pods of a workload have the labels that its selector asks for.',
  why: `A controller whose pods are not its own would make new ones without end. The API server answers
\`spec.template.metadata.labels: Invalid value: "selector" does not match template "labels"\`. Labels of the object itself do not matter.`,
  source: [appsValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector'],
  examples: {
    bad: [
      workload({}).replace(
        'labels: {app: web}\n    spec',
        `labels: {app: shop}
      ^^^^^^ the selector asks for app=web, which these labels do not have
    spec`,
      ),
      workload({ kind: 'DaemonSet' })
        .replace(
          '      labels: {app: web}\n    spec',
          `      annotations: {a: b}
    spec`,
        )
        .replace('    metadata:\n', '    metadata:\n    ^^^^^^^^ the selector asks for app=web, and the template has no labels\n'),
    ],
    good: [workload({}), workload({}).replace('labels: {app: web}\n    spec', 'labels: {app: web, tier: front}\n    spec')],
  },
  *check(doc) {
    if (!lasting.has(doc.kind) || doc.pod === undefined) return
    const selector = child(specOf(doc), 'selector')
    const labels = child(doc.pod.metadata, 'labels')
    if (!isSet(selector) || isMisread(doc, labels)) return
    const wanted = doc.kind === 'ReplicationController' ? unmetLabels(doc, selector, labels) : ownUnmet(doc)
    if (wanted.length === 0) return
    const rest = isSet(labels) ? 'which these labels do not have' : 'and the template has no labels'
    yield doc.problem(labels, `the selector asks for ${listed(wanted)}, ${rest}`, { onKey: true })
  },
}

function ownUnmet(doc: Manifest): readonly string[] {
  const selector = child(specOf(doc), 'selector')
  if (doc.pod === undefined || [...selectorProblems(doc, selector)].length > 0) return []
  return unmet(doc, selector, child(doc.pod.metadata, 'labels'))
}
