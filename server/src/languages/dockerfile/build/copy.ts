import type { Word } from '../../../syntax/dockerfile.ts'
import { posix } from '../../../text/posix.ts'
import { expand } from '../expand.ts'
import type { Dispatch } from './dispatch.ts'
import { flagOf, isOn } from './flags.ts'
import { type GitSource, gitSource, isDownload } from './git-source.ts'
import { heredocName, isHeredocWord } from './instructions.ts'
import { pathProblem } from './paths.ts'
import { checksumProblem } from './reference.ts'
import { modeProblem } from './values.ts'

/** The values of the flags that take variables. */
interface Flags {
  readonly chown: string
  readonly chmod: string
  readonly checksum: string
}

/** Converts ADD and COPY. Source: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert_copy.go */
export function dispatchCopy(it: Dispatch): undefined {
  const { args, keyword } = it.instruction
  const flags = expandFlags(it)
  if (flags === undefined) return
  const sources = args.slice(0, -1).filter(({ text }) => !isHeredocWord(text))
  const paths = it.expandAll([...sources, ...args.slice(-1)])
  if (paths === undefined || !expandBodies(it)) return
  const from = it.command.sources[0]
  if (keyword === 'COPY' && from !== undefined && !from.dispatched) return refuseLater(it)
  if (!checkFlagValues(it, flags, paths.slice(0, -1))) return
  const destination = pathProblem(paths.at(-1) ?? '', it.state.os)
  const last = args.at(-1)
  if (destination !== undefined && last !== undefined) return it.refuse('instruction-arguments', last.span, destination)
  for (const [index, word] of sources.entries()) if (!copySource(it, word, paths[index] ?? '', flags)) return
}

function expandFlags(it: Dispatch): Flags | undefined {
  const chown = it.expandFlag('chown')
  const chmod = chown === undefined ? undefined : it.expandFlag('chmod')
  const checksum = chmod === undefined ? undefined : it.expandFlag('checksum')
  return chown === undefined || chmod === undefined || checksum === undefined ? undefined : { chown, chmod, checksum }
}

/** Puts variables into the bodies of heredocs that are sources; false where that is refused. */
function expandBodies(it: Dispatch): boolean {
  const { args, heredocs } = it.instruction
  for (const word of args.slice(0, -1)) {
    const name = heredocName(word.text)
    const heredoc = heredocs.findLast((one) => one.name === name)
    if (heredoc === undefined || !heredoc.expand) continue
    const body = heredoc.chomp ? heredoc.content.replace(/^\t+/gm, '') : heredoc.content
    const expansion = expand(body, it.state.env, { escape: '\\', skipQuotes: true })
    it.noteUnset({ text: heredoc.content, span: heredoc.contentSpan }, expansion)
    if (expansion.error === undefined) continue
    it.refuse('variable-expansion', word.span, `in the body of the heredoc ${expansion.error}`)
    return false
  }
  return true
}

function refuseLater(it: Dispatch): undefined {
  if (it.around.log.circular) return
  const flag = flagOf(it.instruction, 'from')
  it.refuse(
    'copy-from',
    flag?.valueSpan ?? it.instruction.name.span,
    `the stage ${flag?.value} comes later; COPY takes files from earlier stages only`,
  )
}

function checkFlagValues(it: Dispatch, { chown, chmod, checksum }: Flags, paths: readonly string[]): boolean {
  const { instruction } = it
  const refuse = (name: string, message: string) => {
    const flag = flagOf(instruction, name)
    it.refuse('copy-flags', flag?.valueSpan ?? flag?.span ?? instruction.name.span, message)
    return false
  }
  if (chown !== '' && isOn(instruction, 'link') && !/^\d+(:\d+)?$/.test(chown)) {
    return refuse('chown', `with --link an owner is a number, not "${chown}"; names cannot be looked up in a layer of its own`)
  }
  const mode = chmod === '' ? undefined : modeProblem(chmod)
  if (mode !== undefined) return refuse('chmod', mode)
  if (checksum === '') return true
  const [only = ''] = paths
  if (paths.length !== 1) return refuse('checksum', `--checksum goes with one source; there are ${paths.length}`)
  if (!isDownload(only) && typeof gitSource(only) !== 'object')
    return refuse('checksum', '--checksum goes with a source that is downloaded: http, https or Git')
  return true
}

/** False where the source is refused. */
function copySource(it: Dispatch, word: Word, path: string, flags: Flags): boolean {
  const { keyword } = it.instruction
  const git = gitSource(path)
  if (typeof git === 'string') it.refuse('add-source', word.span, git)
  else if (git !== undefined && keyword === 'COPY') it.refuse('add-source', word.span, 'COPY takes no Git repository; ADD does')
  else if (git !== undefined) return checkGit(it, word, git, flags.checksum)
  else if (!isDownload(path)) return checkPath(it, word, path)
  else if (keyword === 'COPY') it.refuse('add-source', word.span, 'COPY downloads nothing; ADD does')
  else return checkDigest(it, flags.checksum)
  return false
}

function checkGit(it: Dispatch, word: Word, { checksum, keepGitDir }: GitSource, flag: string): boolean {
  const own = flagOf(it.instruction, 'keep-git-dir')
  if (own !== undefined && keepGitDir !== undefined && isOn(it.instruction, 'keep-git-dir') !== keepGitDir) {
    it.refuse('add-source', word.span, '--keep-git-dir and the address say different things about the folder .git')
    return false
  }
  if (flag === '' || checksum === undefined || flag === checksum) return true
  it.refuse(
    'copy-flags',
    flagOf(it.instruction, 'checksum')?.valueSpan ?? word.span,
    `--checksum is ${flag}, but the address names ${checksum}`,
  )
  return false
}

function checkDigest(it: Dispatch, checksum: string): boolean {
  const problem = checksum === '' ? undefined : checksumProblem(checksum)
  const flag = flagOf(it.instruction, 'checksum')
  if (problem !== undefined) it.refuse('copy-flags', flag?.valueSpan ?? it.instruction.name.span, problem)
  return problem === undefined
}

function checkPath(it: Dispatch, word: Word, path: string): boolean {
  const { ignore } = it.around
  const problem = pathProblem(path, it.state.os)
  if (problem !== undefined) {
    it.refuse('instruction-arguments', word.span, problem)
    return false
  }
  if (ignore === undefined || ignore.hasExceptions || it.command.sources.length > 0) return true
  const cleaned = posix.clean(path)
  if ((cleaned === '.' || cleaned === '/') && !ignore.ignoresAll) return true
  if (ignore.ignores(cleaned)) it.note('CopyIgnoredFile', word.span, cleaned)
  return true
}
