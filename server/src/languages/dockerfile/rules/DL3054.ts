import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { wrongLabels } from '../label-values.ts'

/** Labels of the schema that should be licences. */
export const dl3054: Rule<Dockerfile> = {
  id: 'DL3054',
  severity: 'warning',
  summary: `A label that the schema calls \`spdx\` names a licence of the SPDX list.`,
  why: `Tools that collect licences know these names and no others. \`label-schema\` in \`.hadolint.yaml\` says which labels a project wants and what is in them; without it this rule is silent.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3054'],
  examples: {
    beside: {
      file: '.hadolint.yaml',
      text: `label-schema:
  com.example.licenses: spdx`,
    },
    bad: [
      `FROM debian:12
LABEL com.example.licenses=Apache2
                           ^^^^^^^ label com.example.licenses is "Apache2"; the schema wants a licence of the SPDX list`,
    ],
    good: [
      `FROM debian:12
LABEL com.example.licenses=Apache-2.0`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['LABEL'],
  *check(doc) {
    yield* wrongLabels(doc, 'spdx', 'a licence of the SPDX list')
  },
}
