import type { Rule } from '../../../rules/rule.ts'
import type { Instruction } from '../../../syntax/dockerfile.ts'
import type { Fix } from '../../../text/finding.ts'
import type { Dockerfile } from '../document.ts'
import { type RunBody, runBodies } from '../run-body.ts'
import { isKept } from '../run-check.ts'

/** Steps in a row that could be one layer, in stages that become an image. */
export const dl3059: Rule<Dockerfile> = {
  id: 'DL3059',
  severity: 'info',
  summary: 'Steps that run one command each are one step.',
  why: 'Every RUN is a layer, and what a later one deletes stays in the earlier. Steps with several commands, or with other flags, were divided on purpose and are not meant; nor are those of a stage that becomes no image, where more layers are only more cache.',
  source: ['https://github.com/hadolint/hadolint/wiki/DL3059'],
  examples: {
    bad: [
      `FROM debian:12
RUN mkdir /data
RUN chown app /data
^^^ two RUN in a row with one command each; && makes one step of them`,
    ],
    good: [
      `FROM debian:12
RUN mkdir /data && chown app /data
RUN make
WORKDIR /x
RUN ls`,
      `FROM debian:12
RUN a
RUN --mount=type=cache,target=/c b`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    let before: RunBody | undefined
    const bodies = new Map(runBodies(doc).map((body) => [body.instruction, body]))
    for (const instruction of doc.instructions) {
      const body = instruction.keyword === 'RUN' ? bodies.get(instruction) : undefined
      if (body === undefined || before === undefined || !isAlike(before, body)) before = body
      else if (isKept(doc, body)) {
        const fixes = joined(doc, before, body)
        const message = 'two RUN in a row with one command each; && makes one step of them'
        yield { at: instruction.name.span, message, ...(fixes.length > 0 && { fixes }) }
      }
    }
  },
}

/** One command each, and flags that mean the same. */
function isAlike(a: RunBody, b: RunBody): boolean {
  return isSmall(a) && isSmall(b) && flagsOf(a.run) === flagsOf(b.run)
}

/** Not more than one command; a heredoc that something else than a shell reads is a program of its own. */
function isSmall({ shell, instruction }: RunBody): boolean {
  return shell.commands.length <= 1 && (shell.commands.length > 0 || instruction.heredocs.length === 0)
}

/** The flags in one order, whatever the order of the options in them. */
function flagsOf({ flags }: Instruction): string {
  const known = flags.filter(({ name }) => ['mount', 'network', 'security'].includes(name))
  const texts = known.map(({ name, value = '' }) => `${name}=${value.split(',').sort().join(',')}`)
  return [...new Set(texts)].sort().join(' ')
}

/** The second put behind the first, where nothing stands between them that would be lost. A choice: layers are also cache. */
function joined({ text, tree }: Dockerfile, first: RunBody, second: RunBody): readonly Fix[] {
  const plain = [first, second].every(({ run, shell, script, instruction }) => {
    return !run.json && !shell.broken && !script.includes('#') && instruction.heredocs.length === 0 && script !== ''
  })
  if (!plain) return []
  const { end } = first.at({ start: first.script.length - 1, end: first.script.length })
  const { start } = second.at({ start: 0, end: 1 })
  const between = text.slice(end, second.instruction.name.span.start)
  if (!/^[ \t]*\r?\n$/.test(between)) return []
  const line = between.includes('\r') ? '\r\n' : '\n'
  const edits = [{ span: { start: end, end: start }, text: ` ${tree.escape}${line}    && ` }]
  return [{ title: 'Join with the RUN before', edits, guess: true }]
}
