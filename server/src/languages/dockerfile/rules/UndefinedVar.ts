import type { Rule } from '../../../rules/rule.ts'
import type { Instruction } from '../../../syntax/dockerfile.ts'
import type { Dockerfile } from '../document.ts'
import { reported } from '../notes.ts'
import { renamed } from '../renamed.ts'
import type { Stage } from '../stages.ts'

/** BuildKit's check UndefinedVar. */
export const undefinedVar: Rule<Dockerfile> = {
  id: 'UndefinedVar',
  severity: 'warning',
  summary: `Variables are declared with \`ARG\` or set with \`ENV\` before they are used.`,
  why: `A variable that nothing sets is empty. Those of a base image are known only to the build, so where one may come from there, the finding is a hint unless the name looks like a slip.`,
  source: ['https://docs.docker.com/reference/build-checks/undefined-var/'],
  examples: {
    bad: [
      `FROM alpine:3.20 AS base
ARG VERSION=1
COPY app-$VERSOIN.tgz /
         ^^^^^^^^ VERSOIN is not set here; did you mean VERSION`,
      `FROM scratch
COPY app $DIR/
         ^^^^ DIR is not set here, so it is empty`,
    ],
    good: [
      `FROM alpine:3.20
ARG VERSION
COPY app-$VERSION.tgz /`,
      `FROM alpine:3.20
ENV PATH=/opt/bin:$PATH`,
    ],
  },
  about: 'frame',
  check: (doc) =>
    reported(doc, 'UndefinedVar', ({ about, at, instead, instruction }) => {
      if (instead !== undefined) {
        return { message: `${about} is not set here; did you mean ${instead}`, fixes: renamed(doc.text, at, about, instead) }
      }
      return comesFromScratch(doc, instruction)
        ? { message: `${about} is not set here, so it is empty` }
        : { message: `${about} is not set here; it is empty unless the base image sets it`, severity: 'hint' as const }
    }),
}

/** Whether the stage of an instruction begins with nothing, so that no image can set a variable. */
function comesFromScratch({ stages }: Dockerfile, { span: { start } }: Instruction): boolean {
  let stage: Stage | undefined = stages.findLast(({ from }) => from.span.start <= start)
  while (stage?.parent !== undefined) stage = stage.parent
  return stage?.image === 'scratch'
}
