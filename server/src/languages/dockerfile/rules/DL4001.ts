import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { runBodies } from '../run-body.ts'
import { atWord, commandsOf } from '../run-check.ts'

/** wget and curl in one stage. */
export const dl4001: Rule<Dockerfile> = {
  id: 'DL4001',
  severity: 'warning',
  summary: `One of \`wget\` and \`curl\` is enough.`,
  why: 'Both do the same, so one of them, with what it needs, is only weight.',
  source: ['https://github.com/hadolint/hadolint/wiki/DL4001'],
  examples: {
    bad: [
      `FROM debian:12
RUN curl -O https://example.com/a
RUN wget -q https://example.com/b
    ^^^^ the stage uses curl and wget; one of them is enough`,
    ],
    good: [
      `FROM debian:12
RUN curl -O https://example.com/a
RUN echo wget`,
      `FROM a:1
RUN curl x
FROM b:1
RUN wget -q x`,
    ],
  },
  about: 'stage',
  reads: ['RUN', 'ONBUILD'],
  *check(doc) {
    const used = new Map<number | 'onbuild', Set<string>>()
    if (commandsOf(doc, 'curl').length === 0 || commandsOf(doc, 'wget').length === 0) return
    for (const body of runBodies(doc)) {
      const words = body.shell.commands.flatMap(({ name }) => (name.text === 'curl' || name.text === 'wget' ? [name] : []))
      if (words.length === 0) continue
      const stage = body.run === body.instruction ? body.stage : 'onbuild'
      const all = new Set([...(used.get(stage) ?? []), ...words.map(({ text }) => text)])
      used.set(stage, all)
      const second = words.findLast(({ text }) => text !== words[0]?.text) ?? words[0]
      if (all.size > 1 && second !== undefined) yield atWord(body, second, 'the stage uses curl and wget; one of them is enough')
    }
  },
}
