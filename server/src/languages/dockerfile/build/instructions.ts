import type { Instruction, Word } from '../../../syntax/dockerfile.ts'
import { insert } from '../../../text/edit.ts'
import { nearest } from '../../../text/nearest.ts'
import { checkFlags } from './flags.ts'
import { checkHealth } from './health.ts'
import { type Report, writeInstead } from './reporter.ts'
import { checkRunFlags } from './run-flags.ts'

/** Every instruction of a Dockerfile. */
export const keywords = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
] as const

/**
 * What can be refused about an instruction that was read, looked at alone: arguments, flags and their values. True if nothing is.
 * `above` is the instruction before it, for guessing what was meant.
 * Source: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/instructions/parse.go
 */
export function checkInstruction(instruction: Instruction, report: Report, above?: Instruction): boolean {
  const { keyword } = instruction
  switch (keyword) {
    case 'ENV':
    case 'LABEL':
      return checkFlags(instruction, report) && checkPairs(instruction, report)
    case 'ADD':
    case 'COPY':
      return checkPaths(instruction, report)
    case 'FROM':
      return checkFrom(instruction, report)
    case 'ONBUILD':
      return checkOnbuild(instruction, report)
    case 'MAINTAINER':
    case 'USER':
    case 'WORKDIR':
      return checkOne(instruction, report) && checkFlags(instruction, report)
    // Its flags are cut off and never looked at.
    case 'STOPSIGNAL':
      return checkOne(instruction, report)
    case 'RUN':
      return checkFlags(instruction, report) && checkRunFlags(instruction, report)
    case 'CMD':
    case 'ENTRYPOINT':
      return checkFlags(instruction, report)
    case 'HEALTHCHECK':
      return checkHealth(instruction, report)
    case 'EXPOSE':
      return checkSome(instruction, report) && checkFlags(instruction, report)
    case 'VOLUME':
      return checkSome(instruction, report) && checkFlags(instruction, report) && checkVolumes(instruction, report)
    case 'ARG':
      return checkArg(instruction, report)
    case 'SHELL':
      return checkFlags(instruction, report) && checkShell(instruction, report)
    default:
      unknown(instruction, report, above)
      return false
  }
}

function unknown(instruction: Instruction, report: Report, above: Instruction | undefined): void {
  const { name, keyword, span: where } = instruction
  if (name.text === '') {
    report('unknown-instruction', 'a line is continued, but nothing follows', where)
    return
  }
  const glued = keywords.find((one) => keyword.startsWith(one) && /^["'[$\-/.]|^[a-z]/.test(name.text.slice(one.length)))
  if (glued !== undefined && name.text.slice(0, glued.length) === glued) {
    const at = name.span.start + glued.length
    const fixes = [{ title: 'Put a blank between', edits: [insert(at, ' ')] }]
    report('unknown-instruction', `a blank is missing behind ${glued}`, name.span, fixes)
    return
  }
  const near = nearest(keyword, keywords)
  if (near === undefined) {
    unknownBelow(instruction, report, above)
    return
  }
  const written = name.text === name.text.toLowerCase() ? near.toLowerCase() : near
  report('unknown-instruction', `${name.text} is not an instruction; did you mean ${written}`, name.span, writeInstead(name.span, written))
}

/** A word right below another instruction was probably meant to go on with it. */
function unknownBelow({ name, startLine }: Instruction, report: Report, above: Instruction | undefined): void {
  const below = above !== undefined && above.endLine + 1 === startLine && above.heredocs.length === 0
  if (!below || above.keyword === 'FROM' || !keywords.some((one) => one === above.keyword)) {
    report('unknown-instruction', `${name.text} is not an instruction`, name.span)
    return
  }
  const fixes = [{ title: 'Continue the line above', edits: [insert(above.span.end, ' \\')], guess: true as const }]
  report(
    'unknown-instruction',
    `${name.text} is not an instruction; if it belongs to ${above.keyword}, the line above ends with \\`,
    name.span,
    fixes,
  )
}

function checkSome({ args, name, keyword }: Instruction, report: Report): boolean {
  if (args.length > 0) return true
  report('instruction-arguments', `${keyword} has no argument; it takes at least one`, name.span)
  return false
}

function checkOne({ args, name, keyword }: Instruction, report: Report): boolean {
  if (args.length === 1) return true
  report('instruction-arguments', `${keyword} has no argument; it takes exactly one`, name.span)
  return false
}

function checkPairs(instruction: Instruction, report: Report): boolean {
  if (!checkSome(instruction, report)) return false
  const blank = instruction.pairs.filter(({ key }) => key.text === '')
  for (const { value } of blank) report('instruction-arguments', `a name is missing before the = in ${instruction.keyword}`, value.span)
  return blank.length === 0
}

function checkArg(instruction: Instruction, report: Report): boolean {
  if (!checkSome(instruction, report)) return false
  const blank = instruction.args.filter(({ text }) => text.startsWith('='))
  for (const { span } of blank) report('instruction-arguments', 'a name is missing before the = in ARG', span)
  return blank.length === 0
}

function checkPaths(instruction: Instruction, report: Report): boolean {
  const { args, name, keyword, rest } = instruction
  if (args.length < 2) {
    const message = args.length === 0 ? 'a source and a destination' : 'a destination behind the source'
    report('instruction-arguments', `${keyword} needs ${message}`, args.length === 0 || rest.text === '' ? name.span : rest.span)
    return false
  }
  if (!checkFlags(instruction, report)) return false
  const destination = args.at(-1)
  if (destination === undefined || !isHeredocWord(destination.text)) return true
  report('instruction-arguments', `the destination of ${keyword} is a path; a heredoc can be a source only`, destination.span)
  return false
}

/** Whether a word stands for the body of a heredoc. */
export function isHeredocWord(word: string): boolean {
  return heredocName(word) !== undefined
}

/** The name in a word such as `<<EOF` or `3<<-"EOF"`. */
export function heredocName(word: string): string | undefined {
  const match = /^\d*<<-?\s*([^<]+)$/.exec(word)
  const name = match?.[1]?.trim()
  if (name === undefined || name === '' || /\s/.test(name)) return undefined
  return name.replace(/["'\\]/g, '')
}

const stageName = /^[a-z][a-z0-9-_.]*$/

function checkFrom(instruction: Instruction, report: Report): boolean {
  const { args } = instruction
  const [, as, name] = args
  const named = args.length === 3 && as?.text.toLowerCase() === 'as'
  if (named && name !== undefined && !stageName.test(name.text.toLowerCase())) {
    report(
      'stage-name',
      `${name.text} cannot name a stage; a name begins with a letter and goes on with letters, digits and - _ .`,
      name.span,
    )
    return false
  }
  if (!named && args.length !== 1) {
    fromArity(instruction, report)
    return false
  }
  return checkFlags(instruction, report)
}

function fromArity({ args, name }: Instruction, report: Report): void {
  const [, as, stage, extra] = args
  const where = (word: Word | undefined) => word?.span ?? name.span
  if (args.length === 0)
    report('instruction-arguments', 'FROM names no image; write FROM IMAGE, or FROM scratch to begin with nothing', name.span)
  else if (as?.text.startsWith('#'))
    report('instruction-arguments', 'a comment cannot stand behind FROM; it takes a line of its own', as.span)
  else if (as?.text.toLowerCase() !== 'as') {
    report('instruction-arguments', `"${as?.text}" stands where FROM takes AS; the form is FROM IMAGE or FROM IMAGE AS NAME`, where(as))
  } else if (stage === undefined) report('instruction-arguments', `a name is missing behind ${as.text}`, as.span)
  else report('instruction-arguments', `"${extra?.text}" stands behind the name of the stage; the form is FROM IMAGE AS NAME`, where(extra))
}

function checkOnbuild(instruction: Instruction, report: Report): boolean {
  const { onbuild, name } = instruction
  if (onbuild === undefined) {
    report('instruction-arguments', 'ONBUILD has no instruction to keep for later builds', name.span)
    return false
  }
  if (!checkFlags(instruction, report)) return false
  if (!['ONBUILD', 'FROM', 'MAINTAINER'].includes(onbuild.keyword)) return true
  report('onbuild-trigger', `ONBUILD cannot keep ${onbuild.keyword} for later builds`, onbuild.name.span)
  return false
}

function checkVolumes({ args }: Instruction, report: Report): boolean {
  const blank = args.filter(({ text }) => text.trim() === '')
  for (const { span } of blank) report('volume-path', 'the path of a volume is empty', span)
  return blank.length === 0
}

function checkShell(instruction: Instruction, report: Report): boolean {
  const { args, json, rest, name } = instruction
  if (args.length === 0)
    report('instruction-arguments', 'SHELL has no argument; it takes a JSON array such as ["/bin/bash", "-c"]', name.span)
  else if (!json) {
    const words = rest.text.split(/\s+/).map((word) => JSON.stringify(word))
    const fixes = /["'[\]\\$]/.test(rest.text) ? undefined : writeInstead(rest.span, `[${words.join(', ')}]`, 'Write a JSON array')
    report('shell-form', 'SHELL takes a JSON array of strings, such as ["/bin/bash", "-c"]', rest.span, fixes)
  }
  return args.length > 0 && json
}
