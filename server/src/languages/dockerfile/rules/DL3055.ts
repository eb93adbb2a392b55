import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { wrongLabels } from '../label-values.ts'

/** Labels of the schema that should be git hashes. */
export const dl3055: Rule<Dockerfile> = {
  id: 'DL3055',
  severity: 'warning',
  summary: `A label that the schema calls a \`hash\` is a git hash, short or whole.`,
  why: `It is meant to lead to the commit the image was built from. \`label-schema\` in \`.hadolint.yaml\` says which labels a project wants and what is in them; without it this rule is silent.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3055'],
  examples: {
    beside: {
      file: '.hadolint.yaml',
      text: `label-schema:
  com.example.revision: hash`,
    },
    bad: [
      `FROM debian:12
LABEL com.example.revision=HEAD
                           ^^^^ label com.example.revision is "HEAD"; the schema wants a git hash of 7 or 40 digits`,
    ],
    good: [
      `FROM debian:12
LABEL com.example.revision=0f1e2d3`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['LABEL'],
  *check(doc) {
    yield* wrongLabels(doc, 'hash', 'a git hash of 7 or 40 digits')
  },
}
