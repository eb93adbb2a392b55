import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { wrongLabels } from '../label-values.ts'

/** Labels of the schema that should be times. */
export const dl3053: Rule<Dockerfile> = {
  id: 'DL3053',
  severity: 'warning',
  summary: `A label that the schema calls \`rfc3339\` is a time of RFC 3339.`,
  why: `Tools that compare build times cannot read it. \`label-schema\` in \`.hadolint.yaml\` says which labels a project wants and what is in them; without it this rule is silent.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3053'],
  examples: {
    beside: {
      file: '.hadolint.yaml',
      text: `label-schema:
  com.example.created: rfc3339`,
    },
    bad: [
      `FROM debian:12
LABEL com.example.created=2024-05-01
                          ^^^^^^^^^^ label com.example.created is "2024-05-01"; the schema wants a time such as 2024-05-01T10:00:00Z`,
    ],
    good: [
      `FROM debian:12
ARG NOW
LABEL com.example.created=2024-05-01T10:00:00+02:00
LABEL com.example.created=$NOW`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['LABEL'],
  *check(doc) {
    yield* wrongLabels(doc, 'rfc3339', 'a time such as 2024-05-01T10:00:00Z')
  },
}
