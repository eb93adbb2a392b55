import type { Rule } from '../../../rules/rule.ts'
import { oddPath, type Problems } from '../demands.ts'
import { below, child, type Field } from '../field.ts'
import { labelProblems } from '../label-selector.ts'
import type { Manifest } from '../manifest.ts'
import { isWritten, metaValidation, pathOf } from '../workload.ts'
import { podNamed, workload } from '../workload-examples.ts'

/** Labels of objects and of templates. The server names those of a template without their `metadata`. */
export const objectLabels: Rule<Manifest> = {
  id: 'object-labels',
  aliases: ['label-values'],
  severity: 'error',
  summary: 'A label has a key like `example.com/name` and a value of at most 63 letters, digits, `-`, `_` and `.`.',
  why: `Selectors compare labels, so both sides are short words: the key may have a DNS name before a \`/\`, key and value begin and end with a
letter or digit, and a value may be empty. What does not fit belongs into an annotation. The API server answers \`metadata.labels: Invalid value\`.`,
  source: [metaValidation, 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set'],
  examples: {
    bad: [
      podNamed(`  name: web
  labels:
    app: web site
         ^^^^^^^^ label app is "web site"; a label value takes letters, digits, "-", "_" and ".", and begins and ends with a letter or digit
    a/b/c: x
    ^^^^^ label key is "a/b/c"; it has at most one "/", between a DNS prefix and a name`),
      workload({}).replace(
        'labels: {app: web}\n    spec',
        `labels: {app: web, tier: -db}
                               ^^^ label tier is "-db"; a label value takes letters, digits, "-", "_" and ".", and begins and ends with a letter or digit
    spec`,
      ),
    ],
    good: [podNamed('  name: web\n  labels: {app.kubernetes.io/name: web, empty: "", version: "1.2"}')],
  },
  *check(doc) {
    const own = below(doc.object, 'metadata', 'labels')
    const copied = !isWritten(doc, own) && doc.pod !== undefined && !doc.pod.bare
    if (!copied) yield* labelProblems(doc, own)
    if (doc.pod !== undefined && !doc.pod.bare) yield* templateProblems(doc, copied ? own : undefined)
  },
}

/** A Job and a ReplicationController without labels take over those of their template, mistakes included. */
function* templateProblems(doc: Manifest, copies: Field | undefined): Problems {
  const { pod } = doc
  if (pod === undefined) return
  const copy = doc.kind === 'Job' || doc.kind === 'ReplicationController' ? copies : undefined
  for (const problem of labelProblems(doc, child(pod.metadata, 'labels'))) {
    yield { ...problem, path: oddPath(doc, pod.holder, '.labels'), ...(copy && { alsoPaths: [pathOf(doc, copy)] }) }
  }
}
