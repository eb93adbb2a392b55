import type { Rule } from '../../../rules/rule.ts'
import { remove } from '../../../text/edit.ts'
import { span } from '../../../text/span.ts'
import type { Dockerfile } from '../document.ts'
import { type Place, reportedByBoth } from '../notes.ts'

/** BuildKit's check RedundantTargetPlatform. */
export const redundantTargetPlatform: Rule<Dockerfile> = {
  id: 'RedundantTargetPlatform',
  aliases: ['DL3065'],
  severity: 'info',
  summary: `\`--platform=$TARGETPLATFORM\` is left out.`,
  why: `It is what \`FROM\` takes anyway.`,
  source: ['https://docs.docker.com/reference/build-checks/redundant-target-platform/', 'https://github.com/hadolint/hadolint/wiki/DL3065'],
  examples: {
    bad: [
      `FROM --platform=$TARGETPLATFORM alpine:3.20
     ^^^^^^^^^^^^^^^^^^^^^^^^^^ $TARGETPLATFORM is what FROM takes without --platform`,
    ],
    good: [`FROM --platform=$BUILDPLATFORM alpine:3.20`],
  },
  about: 'frame',
  check: (doc) =>
    reportedByBoth(doc, {
      check: 'RedundantTargetPlatform',
      code: 'DL3065',
      theirs: targetPlatforms(doc),
      say: ({ about, at }) => ({
        message: `${about} is what FROM takes without --platform`,
        tag: 'unnecessary' as const,
        fixes: [{ title: 'Remove --platform', edits: [remove(span(at.start, doc.text[at.end] === ' ' ? at.end + 1 : at.end))] }],
      }),
    }),
}

/** hadolint takes quotes for part of the value. */
function* targetPlatforms({ stages, text }: Dockerfile): Iterable<Place> {
  for (const { from } of stages) {
    const flag = from.flags.find(({ name }) => name === 'platform')
    if (flag?.valueSpan === undefined) continue
    const written = text.slice(flag.valueSpan.start, flag.valueSpan.end)
    if (/^(\$TARGETPLATFORM|\$\{TARGETPLATFORM\})$/.test(written)) {
      yield { instruction: from, at: flag.span, about: written }
    }
  }
}
