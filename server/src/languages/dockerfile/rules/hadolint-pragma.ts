import type { Rule } from '../../../rules/rule.ts'
import { nearest } from '../../../text/nearest.ts'
import type { Dockerfile } from '../document.ts'
import { hadolintCodes } from '../hadolint-codes.ts'
import { pragmasOf } from '../pragmas.ts'

/** What a reader of hadolint would miss in its pragmas. */
export const hadolintPragma: Rule<Dockerfile> = {
  id: 'hadolint-pragma',
  severity: 'warning',
  summary: 'A comment that is meant for hadolint is one that it reads, and names rules that there are.',
  why: `hadolint drops the whole comment where its list holds anything but codes and commas, and says nothing about it. A reason stands behind a second \`#\`. The comment stands directly above what it is about: a blank line or another comment between makes it void.`,
  source: ['https://github.com/hadolint/hadolint#inline-ignores'],
  examples: {
    bad: [
      `FROM debian:12
# hadolint ignore=DL3003 because it is short
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hadolint reads none of this list; a reason needs a # before it
RUN make
# hadolint ignore=DL3103
                  ^^^^^^ DL3103 is no rule of hadolint; did you mean DL3003
RUN make`,
    ],
    good: [
      `FROM debian:12
# hadolint ignore=DL3003,SC2086 # it is short
RUN cd /srv
# hadolint global ignore=DL3059
# hadolint shell=/bin/bash`,
    ],
  },
  about: 'stage',
  apart: true,
  *check(doc) {
    const { read, misread } = pragmasOf(doc)
    for (const { message, span } of misread) yield { at: span, message }
    for (const { code, span } of read.flatMap(({ codes }) => codes)) {
      if (hadolintCodes.has(code) || /^SC\d{4}$/.test(code)) continue
      const near = nearest(code, hadolintCodes)
      const fixes = near === undefined ? [] : [{ title: `Change to ${near}`, edits: [{ span, text: near }], guess: true as const }]
      const instead = near === undefined ? '' : `; did you mean ${near}`
      yield { at: span, message: `${code} is no rule of hadolint${instead}`, ...(fixes.length > 0 && { fixes }) }
    }
  },
}
