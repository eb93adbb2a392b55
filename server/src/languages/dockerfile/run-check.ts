import type { Problem } from '../../rules/rule.ts'
import type { ShellCommand, ShellWord } from '../../syntax/shell.ts'
import type { Edit } from '../../text/edit.ts'
import type { Fix } from '../../text/finding.ts'
import { baseImage } from './base-image.ts'
import type { Dockerfile } from './document.ts'
import { once } from './once.ts'
import { type RunBody, runBodies } from './run-body.ts'

/** A command and the RUN it stands in. */
export interface Called {
  readonly command: ShellCommand
  readonly body: RunBody
}

/** The commands of the names in every RUN of the file, ONBUILD included: those of one name in the order of the file. */
export function commandsOf(doc: Dockerfile, ...names: readonly string[]): readonly Called[] {
  const known = commandsByName(doc)
  return names.flatMap((name) => known.get(name) ?? [])
}

/** The RUN bodies with a command of one of the names, each once. */
export function bodiesWith(doc: Dockerfile, ...names: readonly string[]): readonly RunBody[] {
  return [...new Set(commandsOf(doc, ...names).map(({ body }) => body))]
}

/** The names of all commands, each once. */
export function commandNames(doc: Dockerfile): Iterable<string> {
  return commandsByName(doc).keys()
}

/** Sorted once, so that every rule looks at its own commands only. */
const commandsByName = once((doc: Dockerfile): ReadonlyMap<string, readonly Called[]> => {
  const found = new Map<string, Called[]>()
  for (const body of runBodies(doc)) {
    for (const command of body.shell.commands) {
      const same = found.get(command.name.text)
      if (same === undefined) found.set(command.name.text, [{ command, body }])
      else same.push({ command, body })
    }
  }
  return found
})

/** A finding at a word of the script. */
export function atWord(body: RunBody, word: ShellWord, message: string, fixes: readonly Fix[] = []): Problem {
  return { at: body.at(word), message, ...(fixes.length > 0 && { fixes }) }
}

/** Puts words behind another one of the command. In the exec form every word gets quotes of its own. */
export function addBehind(body: RunBody, word: ShellWord, added: string): readonly Fix[] {
  return [{ title: `Add ${added}`, edits: [insertBehind(body, word, added)] }]
}

function insertBehind(body: RunBody, word: ShellWord, added: string): Edit {
  const { end } = body.at(word)
  const text = body.run.json
    ? added
        .split(' ')
        .map((one) => `, ${JSON.stringify(one)}`)
        .join('')
    : ` ${added}`
  return { span: { start: end, end }, text }
}

/** The same fixes as choices of the writer: offered, never applied to a whole file at once. */
export function asChoice(fixes: readonly Fix[]): readonly Fix[] {
  return fixes.map((fix) => ({ ...fix, guess: true }))
}

/** Puts another command behind the script, to be run when everything before it went well. None where the script is no single line. */
export function addCommand(body: RunBody, added: string): readonly Fix[] {
  if (body.run.json || body.instruction.heredocs.length > 0 || body.script.includes('#') || body.shell.broken) return []
  const { end } = body.at({ start: body.script.trimEnd().length - 1, end: body.script.trimEnd().length })
  return [{ title: `Add && ${added}`, edits: [{ span: { start: end, end }, text: ` && ${added}` }] }]
}

/**
 * Whether what a RUN writes to a folder stays out of the image: a cache or a file system in memory is mounted there, or on one above it.
 * A folder that begins with a dot is meant in any home directory.
 */
export function isMounted({ run }: RunBody, ...folders: readonly string[]): boolean {
  return run.flags.some(({ name, value = '' }) => {
    if (name !== 'mount') return false
    const options = new Map(value.split(',').map((option) => [option.split('=', 1)[0] ?? '', option.slice(option.indexOf('=') + 1)]))
    const target = (options.get('target') ?? options.get('dst') ?? options.get('destination'))?.replace(/\/+$/, '')
    const keeps = ['cache', 'tmpfs'].includes(options.get('type') ?? 'bind')
    return keeps && target !== undefined && folders.some((folder) => covers(target, folder))
  })
}

function covers(target: string, folder: string): boolean {
  return target.includes(folder) || folder.startsWith(`${target}/`) || (folder.startsWith('.') && /(?:^|\/)\.cache$/.test(target))
}

/** Whether the files that a RUN leaves behind get into an image: its stage is the last, a later one builds on it, or it waits in ONBUILD. */
export function isKept(doc: Dockerfile, { stage, run, instruction }: RunBody): boolean {
  return run !== instruction || stage < 0 || keptStages(doc).has(stage)
}

/** The numbers of the stages whose files get into an image; of two that begin alike, the one becomes what the other does. */
export const keptStages = once(
  ({ allStages }: Dockerfile): ReadonlySet<number> => {
    const bases = new Set(allStages.flatMap(({ from }) => baseImage(from)?.name ?? []))
    const last = allStages.at(-1)?.from.original.text
    const kept = allStages.filter(({ from, name }) => from.original.text === last || (name !== undefined && bases.has(name.text)))
    return new Set(kept.map(({ index }) => index))
  },
  ({ allStages }) => allStages,
)
