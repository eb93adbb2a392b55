import type { Completion, Hover, Reading } from '../language.ts'

/**
 * What the servers in Container Tools, Docker and Docker DX say as well, by the rules of ours: syntax, and a few checks.
 * https://github.com/rcjsuen/dockerfile-utils
 */
const saidByOthers: ReadonlySet<string> = new Set([
  'dockerfile-syntax',
  'MaintainerDeprecated',
  'ConsistentInstructionCasing',
  'NoEmptyContinuation',
  'MultipleInstructionsDisallowed',
  'WorkdirRelativePath',
  'DuplicateStageName',
])

/** Flags that they complete and explain. */
const flagsOfOthers: ReadonlySet<string> = new Set([
  '--from',
  '--chown',
  '--platform',
  '--interval',
  '--timeout',
  '--start-period',
  '--retries',
])

/**
 * A reading as it is shown beside another Dockerfile server. It answers for instructions, stages, variables, outline, names, links, colours
 * and layout; what is left are checks, fixes, mounts and newer flags, pragmas, labels, ports, signals and paths.
 */
export function besideOthers(reading: Reading): Reading {
  const { tokens: _tokens, format: _format, ...rest } = reading
  const check: Reading['check'] = (settings, bug) => reading.check(settings, bug).filter(({ code }) => !saidByOthers.has(code))
  return {
    ...rest,
    check,
    checkParts: (settings, bug) => [{ start: 0, findings: check(settings, bug) }],
    complete: (offset) => reading.complete(offset).filter(isOurs),
    hover: (offset) => hoverOfOurs(reading, offset),
    outline: () => [],
    names: () => [],
    folds: () => [],
    links: () => [],
  }
}

/** The others know instructions, stages and variables, and a few flags. */
function isOurs({ kind, label }: Completion): boolean {
  return kind !== 'keyword' && kind !== 'reference' && kind !== 'variable' && !flagsOfOthers.has(label)
}

/** The others explain instructions, variables that the file sets, and a few flags; stages and the rest are left to us. */
function hoverOfOurs(reading: Reading, offset: number): Hover | undefined {
  const found = reading.hover(offset)
  if (found === undefined) return undefined
  const word = reading.text.slice(found.span.start, found.span.end)
  const theirs = /^[A-Za-z]+$/.test(word) ? found.markdown.includes('Adds to the image:') : flagsOfOthers.has(word)
  return theirs || /\((?:ARG|ENV)\)/.test(found.markdown) || word === 'escape' || word === 'syntax' ? undefined : found
}
