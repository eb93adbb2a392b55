import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { wrongLabels } from '../label-values.ts'

/** Labels of the schema that should be e-mail addresses. */
export const dl3058: Rule<Dockerfile> = {
  id: 'DL3058',
  severity: 'warning',
  summary: `A label that the schema calls an \`email\` is an address.`,
  why: `It is meant for whoever has to be asked about the image. \`label-schema\` in \`.hadolint.yaml\` says which labels a project wants and what is in them; without it this rule is silent.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3058'],
  examples: {
    beside: {
      file: '.hadolint.yaml',
      text: `label-schema:
  com.example.contact: email`,
    },
    bad: [
      `FROM debian:12
LABEL com.example.contact=nobody
                          ^^^^^^ label com.example.contact is "nobody"; the schema wants an e-mail address`,
    ],
    good: [
      `FROM debian:12
LABEL com.example.contact=me@example.com`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['LABEL'],
  *check(doc) {
    yield* wrongLabels(doc, 'email', 'an e-mail address')
  },
}
