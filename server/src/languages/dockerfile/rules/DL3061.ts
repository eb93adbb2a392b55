import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'

/** Instructions that belong to no stage; one finding for all of them. The build refuses them; the rule about that is the one shown. */
export const dl3061: Rule<Dockerfile> = {
  id: 'DL3061',
  severity: 'error',
  summary: `Only \`ARG\` stands before the first \`FROM\`.`,
  why: 'Everything else belongs to a stage, and there is none yet. The build refuses it.',
  source: ['https://github.com/hadolint/hadolint/wiki/DL3061'],
  examples: {
    bad: [
      `RUN true
^^^ RUN before the first FROM; only ARG may stand there
FROM debian:12`,
    ],
    good: [
      `# syntax=docker/dockerfile:1
ARG TAG=12
FROM debian:$TAG`,
    ],
  },
  about: 'frame',
  *check(doc) {
    const misplaced = doc.before.filter(({ keyword }) => keyword !== 'ARG')
    const [first] = misplaced
    if (first === undefined) return
    const others = misplaced.length === 1 ? '' : ` and ${misplaced.length - 1} more`
    yield {
      at: first.name.span,
      message: `${first.keyword}${others} before the first FROM; only ARG may stand there`,
      stands: misplaced.map(({ name }) => ({ code: 'DL3061', at: name.span })),
    }
  },
}
