import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { wrongLabels } from '../label-values.ts'

/** hadolint rule DL3054. */
export const dl3054: Rule<Dockerfile> = {
  id: 'DL3054',
  severity: 'warning',
  summary: `A label that the schema calls \`spdx\` names a licence of the SPDX list.`,
  why: `Tools that collect licences know these names and no others. \`label-schema\` in \`.hadolint.yaml\` says which labels a project wants and what is in them; without it this rule is silent.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3054'],
  examples: {
    bad: [],
    good: [
      `FROM debian:12
LABEL a=x b=""
`,
    ],
  },
  *check(doc) {
    yield* wrongLabels(doc, 'spdx', 'a licence of the SPDX list')
  },
}
