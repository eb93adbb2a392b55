import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { type Place, reportedByBoth } from '../notes.ts'

/** BuildKit's check FromPlatformFlagConstDisallowed. */
export const fromPlatformFlagConstDisallowed: Rule<Dockerfile> = {
  id: 'FromPlatformFlagConstDisallowed',
  aliases: ['DL3029'],
  severity: 'info',
  summary: `\`--platform\` is a variable, not a constant.`,
  why: `A constant builds the stage for one platform whatever the build is for. Where that is meant, a stage whose name says so (\`AS build-amd64\`) is not reported.`,
  source: [
    'https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/',
    'https://github.com/hadolint/hadolint/wiki/DL3029',
  ],
  examples: {
    bad: [
      `FROM --platform=linux/amd64 alpine:3.20
                ^^^^^^^^^^^ the platform is always linux/amd64, whatever the build is for; use $BUILDPLATFORM, or leave --platform out`,
    ],
    good: [`FROM --platform=$BUILDPLATFORM alpine:3.20`],
  },
  about: 'frame',
  check: (doc) =>
    reportedByBoth(doc, {
      check: 'FromPlatformFlagConstDisallowed',
      code: 'DL3029',
      theirs: otherPlatforms(doc),
      say: ({ about }, strict) => ({
        message: strict
          ? `the platform is always ${about}, whatever the build is for; use $BUILDPLATFORM, or leave --platform out`
          : `the platform is ${about}; usual are $BUILDPLATFORM and none`,
        ...(!strict && { severity: 'hint' as const }),
      }),
    }),
}

function* otherPlatforms({ stages }: Dockerfile): Iterable<Place> {
  for (const { from } of stages) {
    const flag = from.flags.find(({ name }) => name === 'platform')
    if (flag?.value === undefined || /BUILDPLATFORM|TARGETPLATFORM/.test(flag.value)) continue
    yield { instruction: from, at: flag.valueSpan ?? flag.span, about: flag.value }
  }
}
