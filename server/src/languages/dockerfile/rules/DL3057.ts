import type { Rule } from '../../../rules/rule.ts'
import { baseImage } from '../base-image.ts'
import type { Dockerfile } from '../document.ts'

/** Images without a health check. */
export const dl3057: Rule<Dockerfile> = {
  id: 'DL3057',
  severity: 'off',
  summary: `The image has a \`HEALTHCHECK\`.`,
  why: 'Docker and Swarm then notice a process that runs and does nothing. ECS and Kubernetes do not look at it: they have health checks and probes of their own.',
  source: ['https://github.com/hadolint/hadolint/wiki/DL3057'],
  examples: {
    bad: [
      `FROM debian:12
^^^^ the stage has no HEALTHCHECK
RUN true`,
    ],
    good: [
      `FROM debian:12
HEALTHCHECK CMD ["/check"]`,
      `FROM debian:12 AS base
HEALTHCHECK NONE
FROM base`,
    ],
  },
  about: 'stage',
  reads: ['HEALTHCHECK'],
  *check(doc) {
    const checked = new Set<string>()
    for (const { from, instructions } of doc.stages) {
      const image = baseImage(from)
      if (image === undefined) continue
      const name = image.alias?.text ?? image.name
      if (instructions.some(({ keyword }) => keyword === 'HEALTHCHECK') || checked.has(image.name)) checked.add(name)
      else yield { at: from.name.span, message: 'the stage has no HEALTHCHECK' }
    }
  },
}
