import type { Rule } from '../../../rules/rule.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import { labelProblems } from '../label-selector.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'

/** A node is selected by labels it can have. */
export const nodeSelector: Rule<Manifest> = {
  id: 'node-selector',
  severity: 'error',
  summary: 'Keys and values of `nodeSelector` are those of labels.',
  why: 'No node can have another label, so the server refuses it.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set'],
  examples: {
    bad: [
      specWith(`  nodeSelector:
    node type: gpu
    ^^^^^^^^^ label key is "node type"; the name takes letters, digits, "-", "_" and ".", and begins and ends with a letter or digit
    zone: eu-west-1 a
          ^^^^^^^^^^^ label zone is "eu-west-1 a"; a label value takes letters, digits, "-", "_" and ".", and begins and ends with a letter or digit`),
    ],
    good: [specWith('  nodeSelector:\n    kubernetes.io/os: linux')],
  },
  *check(doc) {
    if (doc.pod !== undefined) yield* labelProblems(doc, child(doc.pod.spec, 'nodeSelector'))
  },
}
