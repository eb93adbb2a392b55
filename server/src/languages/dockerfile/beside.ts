import type { Completion, Hover, Reading } from '../language.ts'

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
 * A reading as it is shown beside another Dockerfile server, such as that of Container Tools: without the instructions, stages, variables
 * and flags that it completes and explains. https://github.com/rcjsuen/dockerfile-language-service
 */
export function besideOthers(reading: Reading): Reading {
  return {
    ...reading,
    complete: (offset) => reading.complete(offset).filter(isOurs),
    hover: (offset) => hoverOfOurs(reading, offset),
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
