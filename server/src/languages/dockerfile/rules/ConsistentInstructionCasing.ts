import type { Rule } from '../../../rules/rule.ts'
import { replace } from '../../../text/edit.ts'
import type { Dockerfile } from '../document.ts'
import { reported } from '../notes.ts'

/** BuildKit's check ConsistentInstructionCasing. */
export const consistentInstructionCasing: Rule<Dockerfile> = {
  id: 'ConsistentInstructionCasing',
  severity: 'info',
  summary: `All instructions are written in one case.`,
  why: `What most of them have counts; where it is even, upper case. A word in mixed case is reported always.`,
  source: ['https://docs.docker.com/reference/build-checks/consistent-instruction-casing/'],
  examples: {
    bad: [
      `FROM alpine:3.20
run make
^^^ run is written unlike most instructions here; write RUN
CMD ["make"]`,
    ],
    good: [
      `from alpine:3.20
run make
cmd ["make"]`,
    ],
  },
  about: 'frame',
  check: (doc) =>
    reported(doc, 'ConsistentInstructionCasing', ({ about, at, instead = '' }) => ({
      message: `${about} is written unlike most instructions here; write ${instead}`,
      fixes: [{ title: `Write ${instead}`, edits: [replace(at, instead)] }],
    })),
}
