import type { Rule } from '../../../rules/rule.ts'
import type { Dockerfile } from '../document.ts'
import { brief } from '../words.ts'

/** Users by name, which nobody outside the image can resolve. */
export const dl3066: Rule<Dockerfile> = {
  id: 'DL3066',
  severity: 'info',
  summary: `\`USER\` is a number.`,
  why: `Kubernetes looks at \`runAsNonRoot\` before the container exists, when only a number says that it is not root; and a name means what \`/etc/passwd\` of the image makes of it.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3066'],
  examples: {
    bad: [
      `FROM debian:12
USER app
     ^^^ app is a name; only a number says outside the image who that is`,
    ],
    good: [
      `FROM debian:12
USER 10001:10001
USER 10001:staff`,
      `FROM debian:12
ARG UID
USER $UID`,
    ],
  },
  about: 'stage',
  reads: ['USER', 'ARG'],
  *check(doc) {
    const args = new Set<string>()
    for (const { keyword, args: words } of doc.instructions) {
      if (keyword === 'ARG') for (const { text } of words) args.add(text.split('=', 1)[0] ?? '')
      const user = keyword === 'USER' ? words[0] : undefined
      if (user === undefined || isNumber(user.text, args)) continue
      yield { at: user.span, message: `${brief(user.text)} is a name; only a number says outside the image who that is` }
    }
  },
}

/** A number, or a variable that ARG may fill in with one; what stands behind a colon is the group. */
function isNumber(user: string, args: ReadonlySet<string>): boolean {
  const [, bare, braced] = /^\$(?:(\w+)|\{(\w+)\})(?::.*)?$/s.exec(user) ?? []
  return args.has(bare ?? braced ?? '') || /^\p{Nd}*(?::.*)?$/su.test(user)
}
