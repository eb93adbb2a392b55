import type { Problem, Rule } from '../../../rules/rule.ts'
import type { Instruction } from '../../../syntax/dockerfile.ts'
import { replace } from '../../../text/edit.ts'
import { type Dockerfile, named } from '../document.ts'
import { type Place, reportedByBoth } from '../notes.ts'

/** BuildKit's check JSONArgsRecommended. */
export const jsonArgsRecommended: Rule<Dockerfile> = {
  id: 'JSONArgsRecommended',
  aliases: ['DL3025'],
  severity: 'warning',
  summary: `\`CMD\` and \`ENTRYPOINT\` are JSON arrays.`,
  why: `In the shell form \`/bin/sh -c\` becomes the first process. It passes no signals on, so the container does not stop when it is asked to, and arguments behind the name of the image are lost. A \`SHELL\` instruction says that the shell is meant.`,
  source: ['https://docs.docker.com/reference/build-checks/json-args-recommended/', 'https://github.com/hadolint/hadolint/wiki/DL3025'],
  examples: {
    bad: [
      `FROM alpine:3.20
CMD node app.js
    ^^^^^^^^^^^ the shell form of CMD runs in /bin/sh, which passes no signals on; write a JSON array`,
    ],
    good: [
      `FROM alpine:3.20
CMD ["node", "app.js"]`,
    ],
  },
  about: 'stage',
  reads: ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
  check: (doc) =>
    reportedByBoth(doc, {
      check: 'JSONArgsRecommended',
      code: 'DL3025',
      theirs: shellForms(doc),
      say: ({ about, instruction }, strict) => ({
        message: `the shell form of ${about} runs in ${strict ? '/bin/sh' : 'a shell'}, which passes no signals on; write a JSON array`,
        ...fixesFor(instruction),
        ...(!strict && { severity: 'info' as const }),
      }),
    }),
}

/** hadolint does not look at SHELL, knows no flags of CMD and ENTRYPOINT, and means the command of HEALTHCHECK too. */
function* shellForms(doc: Dockerfile): Iterable<Place> {
  for (const instruction of ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].flatMap((keyword) => named(doc, keyword))) {
    const { keyword, json, args, flags, rest, name } = instruction
    const hidden = flags.length > 0 && keyword !== 'HEALTHCHECK'
    if (json && !hidden) continue
    if (keyword === 'CMD' || keyword === 'ENTRYPOINT') yield { instruction, at: rest.text === '' ? name.span : rest.span, about: keyword }
    const command = keyword === 'HEALTHCHECK' && args[0]?.text.toUpperCase() === 'CMD' ? args[1] : undefined
    if (command !== undefined) yield { instruction, at: command.span, about: 'HEALTHCHECK' }
  }
}

/** Plain words on one line become a JSON array; anything a shell would read otherwise is left to the writer. */
function fixesFor({ rest, heredocs, keyword }: Instruction): Pick<Problem, 'fixes'> {
  if (keyword === 'HEALTHCHECK' || heredocs.length > 0 || !/^[\w./:@,=+-]+(?: [\w./:@,=+-]+)*$/.test(rest.text)) return {}
  const array = `[${rest.text
    .split(' ')
    .map((word) => JSON.stringify(word))
    .join(', ')}]`
  return { fixes: [{ title: 'Write a JSON array', edits: [replace(rest.span, array)] }] }
}
