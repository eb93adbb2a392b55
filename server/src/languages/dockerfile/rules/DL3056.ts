import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { wrongLabels } from '../label-values.ts'

/** Labels of the schema that should be semantic versions. */
export const dl3056: Rule<Dockerfile> = {
  id: 'DL3056',
  severity: 'warning',
  summary: `A label that the schema calls \`semver\` is a semantic version.`,
  why: `Tools that order versions cannot place it. \`label-schema\` in \`.hadolint.yaml\` says which labels a project wants and what is in them; without it this rule is silent.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3056'],
  examples: {
    beside: {
      file: '.hadolint.yaml',
      text: `label-schema:
  com.example.version: semver`,
    },
    bad: [
      `FROM debian:12
LABEL com.example.version=v2
                          ^^ label com.example.version is "v2"; the schema wants three numbers with dots`,
    ],
    good: [
      `FROM debian:12
LABEL com.example.version=2.1.3-rc.1`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['LABEL'],
  *check(doc) {
    yield* wrongLabels(doc, 'semver', 'three numbers with dots')
  },
}
