import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { wrongLabels } from '../label-values.ts'

/** Labels of the schema that should be URLs. */
export const dl3052: Rule<Dockerfile> = {
  id: 'DL3052',
  severity: 'warning',
  summary: `A label that the schema calls a \`url\` is one.`,
  why: `Whoever follows it gets nowhere. \`label-schema\` in \`.hadolint.yaml\` says which labels a project wants and what is in them; without it this rule is silent.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3052'],
  examples: {
    beside: {
      file: '.hadolint.yaml',
      text: `label-schema:
  com.example.source: url`,
    },
    bad: [
      `FROM debian:12
LABEL com.example.source=example.com
                         ^^^^^^^^^^^ label com.example.source is "example.com"; the schema wants a URL`,
    ],
    good: [
      `FROM debian:12
LABEL com.example.source=https://example.com other=x`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['LABEL'],
  *check(doc) {
    yield* wrongLabels(doc, 'url', 'a URL')
  },
}
