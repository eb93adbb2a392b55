import type { Language, Reading } from '../languages/language.ts'
import type { RuleSettings } from '../rules/run.ts'
import { apply, compatible, type Edit } from '../text/edit.ts'
import { type Finding, type Fix, fixesOf } from '../text/finding.ts'
import { edited, editsOf, whole } from '../text/pieces.ts'
import { diagnose } from './diagnose.ts'

/** More rounds are needed only by rules that undo each other's fixes. */
const maxRounds = 20
/** Fixes that are tried one by one where a round made something worse. */
const maxSingle = 50

/**
 * The edits that mend everything that can be mended without a choice: of every finding its preferred fix, unless that is a guess;
 * then the same for the text that comes of it, until nothing is left. No step is taken that would raise the number of errors.
 */
export function fixAll(language: Language, reading: Reading, settings: RuleSettings): readonly Edit[] {
  let pieces = whole(reading.text.length)
  let state = stateOf(reading, settings)
  for (let round = 0; round < maxRounds; round++) {
    const step = nextStep(language, state, settings)
    if (step === undefined) break
    pieces = edited(pieces, step.edits)
    state = step.state
  }
  return editsOf(pieces, reading.text.length)
}

interface State {
  readonly reading: Reading
  readonly findings: readonly Finding[]
}

interface Taken {
  readonly edits: readonly Edit[]
  readonly state: State
}

function stateOf(reading: Reading, settings: RuleSettings): State {
  return { reading, findings: diagnose(reading, settings) }
}

/** All fixes at once; where that makes something worse, the first that does not. */
function nextStep(language: Language, before: State, settings: RuleSettings): Taken | undefined {
  const fixes = safeFixes(before.findings)
  const attempt = (some: readonly Fix[]): Taken | undefined => {
    const edits = together(some)
    if (edits.length === 0) return undefined
    const reading = language.read(apply(before.reading.text, edits), before.reading)
    const state = stateOf(reading, settings)
    return reading.text !== before.reading.text && !isWorse(before, state) ? { edits, state } : undefined
  }
  const all = attempt(fixes)
  if (all !== undefined || fixes.length < 2) return all
  for (const fix of fixes.slice(0, maxSingle)) {
    const one = attempt([fix])
    if (one !== undefined) return one
  }
  return undefined
}

/** The preferred fixes that need no choice; those of the syntax go first, because everything else depends on it. */
function safeFixes(findings: readonly Finding[]): readonly Fix[] {
  const fixes = (some: readonly Finding[]) =>
    some.flatMap((finding) =>
      fixesOf(finding)
        .slice(0, 1)
        .filter(({ guess }) => guess !== true),
    )
  const syntax = fixes(findings.filter(isSyntax))
  return syntax.length > 0 ? syntax : fixes(findings)
}

/** The edits of as many fixes as can be applied side by side; a fix is taken as a whole or not at all. */
function together(fixes: readonly Fix[]): readonly Edit[] {
  let taken: readonly Edit[] = []
  for (const { edits } of fixes) {
    const more = [...taken, ...edits]
    if (compatible(more).length === more.length && !sameInsertion(taken, edits)) taken = more
  }
  return taken
}

/** Two fixes that insert at one place: most likely the same text twice. */
function sameInsertion(taken: readonly Edit[], edits: readonly Edit[]): boolean {
  const places = new Set(taken.filter(isInsertion).map(({ span }) => span.start))
  return edits.some((edit) => isInsertion(edit) && places.has(edit.span.start))
}

function isInsertion({ span: { start, end } }: Edit): boolean {
  return start === end
}

/** Where some of the syntax was mended, other errors may have come to light; nothing else may raise their number. */
function isWorse(before: State, after: State): boolean {
  const [broken, left] = [count(before, isSyntax), count(after, isSyntax)]
  return left === broken ? count(after, isError) > count(before, isError) : left > broken
}

function count({ findings }: State, which: (finding: Finding) => boolean): number {
  return findings.filter(which).length
}

function isError({ severity }: Finding): boolean {
  return severity === 'error'
}

/** What the reader itself reports; every language names those after its syntax. */
function isSyntax(finding: Finding): boolean {
  return isError(finding) && /^(json|yaml|dockerfile)-syntax$|^(json|yaml)-/.test(finding.code)
}
