import type { Rule } from '../../../rules/rule.ts'
import { nearest } from '../../../text/nearest.ts'
import { type Dockerfile, named } from '../document.ts'
import { hadolintConfig } from '../hadolint-config.ts'
import { brief, pairsOf, unquoted } from '../words.ts'

/** Labels that are not in the schema. */
export const dl3050: Rule<Dockerfile> = {
  id: 'DL3050',
  severity: 'info',
  summary: `With \`strict-labels\` there are no other labels than those of the schema.`,
  why: `A label that nobody asked for is often a misspelt one. \`label-schema\` in \`.hadolint.yaml\` says which labels a project wants and what is in them; without it this rule is silent.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3050'],
  examples: {
    beside: {
      file: '.hadolint.yaml',
      text: `strict-labels: true
label-schema:
  com.example.owner: text`,
    },
    bad: [
      `FROM debian:12
LABEL com.example.owne=me
      ^^^^^^^^^^^^^^^^ label com.example.owne is not in the schema; did you mean com.example.owner`,
    ],
    good: [
      `FROM debian:12
LABEL com.example.owner=me`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['LABEL'],
  *check(doc) {
    const { labels, strictLabels } = hadolintConfig(doc)
    if (!strictLabels) return
    for (const instruction of named(doc, 'LABEL')) {
      for (const { key } of pairsOf(doc.tree, instruction)) {
        const name = unquoted(key.text, doc.tree.escape)
        if (labels.has(name)) continue
        const near = nearest(name, labels.keys())
        yield { at: key.span, message: `label ${brief(name)} is not in the schema${near === undefined ? '' : `; did you mean ${near}`}` }
      }
    }
  },
}
