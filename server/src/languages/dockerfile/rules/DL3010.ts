import type { Rule } from '../../../rules/rule.ts'
import type { Instruction } from '../../../syntax/dockerfile.ts'
import type { ShellCommand } from '../../../syntax/shell.ts'
import { replace } from '../../../text/edit.ts'
import type { Span } from '../../../text/span.ts'
import { operands } from '../commands.ts'
import type { Dockerfile } from '../document.ts'
import { runBodies } from '../run-body.ts'
import { baseName, brief, isArchive } from '../words.ts'

/** Archives that ADD would unpack. Judged in the last stage only, as hadolint does. */
export const dl3010: Rule<Dockerfile> = {
  id: 'DL3010',
  severity: 'info',
  summary: `An archive that a later step unpacks is brought in by \`ADD\`.`,
  why: `\`ADD\` unpacks a local tar archive while it copies. \`COPY\` and \`RUN tar -x\` store it twice: packed in one layer, unpacked in the next. Only the last stage is looked at: what others leave behind is not in the image.`,
  source: ['https://github.com/hadolint/hadolint/wiki/DL3010'],
  examples: {
    bad: [
      `FROM debian:12
COPY app.tar.gz /tmp/
     ^^^^^^^^^^ app.tar.gz is unpacked by a later step; ADD unpacks it without a copy in the image
RUN tar -xzf /tmp/app.tar.gz`,
    ],
    good: [
      `FROM debian:12
COPY app.tar.gz /tmp/
RUN ls`,
      `FROM debian:12
ADD app.tar.gz /srv/`,
      `FROM debian:12
COPY app.zip /tmp/
RUN unzip /tmp/app.zip`,
    ],
  },
  about: 'stage',
  reads: ['COPY', 'RUN', 'ONBUILD'],
  *check(doc) {
    let archives: Archive[] = []
    const bodies = new Map(runBodies(doc).map((body) => [body.instruction, body]))
    for (const instruction of doc.stages.at(-1)?.instructions ?? []) {
      if (instruction.keyword === 'COPY') archives.push(...archivesOf(instruction))
      const unpacked = unpackedBy(bodies.get(instruction)?.shell.commands ?? [])
      if (unpacked.size === 0) continue
      for (const { name, at, copy } of archives.filter(({ name }) => unpacked.has(name))) {
        const message = `${brief(name)} is unpacked by a later step; ADD unpacks it without a copy in the image`
        // A choice: the step that unpacks it has then to go.
        yield { at, message, fixes: [{ title: 'Change to ADD', edits: [replace(copy.name.span, 'ADD')], guess: true }] }
      }
      archives = archives.filter(({ name }) => !unpacked.has(name))
    }
  },
}

/** An archive as it is called in the image. */
interface Archive {
  readonly name: string
  readonly at: Span
  readonly copy: Instruction
}

function archivesOf(copy: Instruction): readonly Archive[] {
  const { args, flags } = copy
  const target = args.at(-1)
  if (target === undefined || args.length < 2 || flags.some(({ name }) => name === 'from')) return []
  if (isArchive(target.text)) return [{ name: baseName(target.text), at: target.span, copy }]
  const sources = args.slice(0, -1).filter(({ text }) => isArchive(text))
  return sources.map(({ text, span }) => ({ name: baseName(text), at: span, copy }))
}

const unpackers = ['unzip', 'gunzip', 'bunzip2', 'unlzma', 'unxz', 'zgz', 'uncompress', 'zcat', 'gzcat']

function unpackedBy(commands: readonly ShellCommand[]): ReadonlySet<string> {
  const found = commands.filter((command) => unpackers.includes(command.name.text) || isExtraction(command))
  return new Set(found.flatMap((command) => operands(command).map(({ text }) => baseName(text))))
}

function isExtraction({ name, args }: ShellCommand): boolean {
  return name.text === 'tar' && args.some(({ text }) => text === '--extract' || text === '--get' || /^-.*x/s.test(text))
}
