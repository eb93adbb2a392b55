import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { wrongLabels } from '../label-values.ts'

/** hadolint rule DL3056. */
export const dl3056: Rule<Dockerfile> = {
  id: 'DL3056',
  severity: 'warning',
  summary: `A label that the schema calls \`semver\` is a semantic version.`,
  why: `Tools that order versions cannot place it. \`label-schema\` in \`.hadolint.yaml\` says which labels a project wants and what is in them; without it this rule is silent.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3056'],
  examples: {
    bad: [],
    good: [
      `FROM debian:12
LABEL a=x b=""
`,
    ],
  },
  *check(doc) {
    yield* wrongLabels(doc, 'semver', 'three numbers with dots')
  },
}
