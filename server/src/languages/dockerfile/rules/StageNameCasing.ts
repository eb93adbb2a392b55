import type { Rule } from '../../../rules/rule.ts'
import { replace } from '../../../text/edit.ts'
import type { Dockerfile } from '../document.ts'
import { reported } from '../notes.ts'

/** BuildKit's check StageNameCasing. */
export const stageNameCasing: Rule<Dockerfile> = {
  id: 'StageNameCasing',
  severity: 'info',
  summary: `The name of a stage is written in lower case.`,
  why: `Names of stages are compared in lower case: \`FROM Base\` does not find a stage called \`Base\`, while \`COPY --from=Base\` does.`,
  source: ['https://docs.docker.com/reference/build-checks/stage-name-casing/'],
  examples: {
    bad: [
      `FROM alpine:3.20 AS Base
                    ^^^^ the stage Base is called base by everything that looks for it
COPY a /b`,
    ],
    good: [
      `FROM alpine:3.20 AS base
COPY a /b`,
    ],
  },
  about: 'frame',
  check: (doc) =>
    reported(doc, 'StageNameCasing', ({ about, at, instead = '' }) => ({
      message: `the stage ${about} is called ${instead} by everything that looks for it`,
      fixes: [{ title: `Write ${instead}`, edits: [replace(at, instead)] }],
    })),
}
