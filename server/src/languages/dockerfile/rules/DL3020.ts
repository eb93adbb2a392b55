import type { Rule } from '../../../rules/rule.ts'
import { type Dockerfile, named } from '../document.ts'
import { brief, isArchive, withoutQuotes } from '../words.ts'

/** ADD of what COPY does as well. What only the build knows, such as `$URL`, is left alone. */
export const dl3020: Rule<Dockerfile> = {
  id: 'DL3020',
  severity: 'warning',
  summary: `Local files are brought in by \`COPY\`, not by \`ADD\`.`,
  why: `\`ADD\` also fetches URLs and git repositories and unpacks tar archives, so a reader has to know what the file is to know what happens. \`COPY\` only copies.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3020'],
  examples: {
    bad: [
      `FROM debian:12
ADD app.js config.json /srv/
^^^ app.js is only copied, which COPY says more plainly`,
    ],
    good: [
      `FROM debian:12
ADD https://example.com/a.zip /srv/
ADD app.tar.gz /srv/
ADD $URL /srv/
ADD git@github.com:acme/tool.git /srv/
COPY app.js /srv/`,
    ],
  },
  about: 'stage',
  apart: true,
  reads: ['ADD'],
  *check(doc) {
    for (const { name, args, flags } of named(doc, 'ADD')) {
      const plain = args.slice(0, -1).find(({ text }) => !needsAdd(text))
      if (plain === undefined) continue
      const all = args.slice(0, -1).every(({ text }) => !needsAdd(text)) && !flags.some((flag) => addAlone.includes(flag.name))
      const edits = [{ span: name.span, text: name.text === name.text.toLowerCase() ? 'copy' : 'COPY' }]
      const message = `${brief(plain.text)} is only copied, which COPY says more plainly`
      yield { at: name.span, message, ...(all && { fixes: [{ title: 'Change to COPY', edits }] }) }
    }
  },
}

/** The flags that only ADD has. */
const addAlone = ['keep-git-dir', 'checksum', 'unpack']

/** What COPY cannot do, what nobody knows before the build, and text that stands in the Dockerfile itself. */
function needsAdd(source: string): boolean {
  return isArchive(source) || /^(?:(?:https?|git|ssh):\/\/|git@|\$|<<)/.test(withoutQuotes(source))
}
