import type { Rule } from '../../../rules/rule.ts'
import { type Dockerfile, named } from '../document.ts'
import { hadolintConfig } from '../hadolint-config.ts'
import { pairsOf, unquoted } from '../words.ts'

/** Labels of the schema without a value. */
export const dl3051: Rule<Dockerfile> = {
  id: 'DL3051',
  severity: 'warning',
  summary: 'A label of the schema has a value.',
  why: `An empty label says nothing. \`label-schema\` in \`.hadolint.yaml\` says which labels a project wants and what is in them; without it this rule is silent.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3051'],
  examples: {
    beside: {
      file: '.hadolint.yaml',
      text: `label-schema:
  com.example.owner: text`,
    },
    bad: [
      `FROM debian:12
LABEL com.example.owner=""
      ^^^^^^^^^^^^^^^^^ label com.example.owner is empty`,
    ],
    good: [
      `FROM debian:12
LABEL com.example.owner=me other=""`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['LABEL'],
  *check(doc) {
    const { labels } = hadolintConfig(doc)
    if (labels.size === 0) return
    for (const instruction of named(doc, 'LABEL')) {
      for (const { key, value } of pairsOf(doc.tree, instruction)) {
        const name = unquoted(key.text, doc.tree.escape)
        if (labels.has(name) && unquoted(value.text, doc.tree.escape) === '') yield { at: key.span, message: `label ${name} is empty` }
      }
    }
  },
}
