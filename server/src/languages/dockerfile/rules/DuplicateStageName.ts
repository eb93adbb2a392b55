import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { type Place, reportedByBoth } from '../notes.ts'

/** BuildKit's check DuplicateStageName. */
export const duplicateStageName: Rule<Dockerfile> = {
  id: 'DuplicateStageName',
  aliases: ['DL3024'],
  severity: 'warning',
  summary: `Every stage has a name of its own.`,
  why: `The later of two takes the name: what stands below and means the first gets the second.`,
  source: ['https://docs.docker.com/reference/build-checks/duplicate-stage-name/', 'https://github.com/hadolint/hadolint/wiki/DL3024'],
  examples: {
    bad: [
      `FROM alpine:3.20 AS build
RUN make
FROM golang:1.23 AS build
                    ^^^^^ another stage is called build too; from here on this one is meant
RUN make`,
    ],
    good: [
      `FROM alpine:3.20 AS build
RUN make
FROM golang:1.23 AS app
RUN make`,
    ],
  },
  about: 'frame',
  check: (doc) =>
    reportedByBoth(doc, {
      check: 'DuplicateStageName',
      code: 'DL3024',
      theirs: repeatedNames(doc),
      say: ({ about, other }) => ({
        message: `another stage is called ${about.toLowerCase()} too; from here on this one is meant`,
        ...(other && { related: [{ span: other.args[2]?.span ?? other.span, message: 'the first of that name' }] }),
      }),
    }),
}

/** hadolint compares names as they are written. */
function* repeatedNames({ stages }: Dockerfile): Iterable<Place> {
  const seen = new Set<string>()
  for (const { name, from } of stages) {
    if (name === undefined) continue
    if (seen.has(name.text)) yield { instruction: from, at: name.span, about: name.text }
    seen.add(name.text)
  }
}
