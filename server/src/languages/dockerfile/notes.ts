import type { Problem } from '../../rules/rule.ts'
import type { Instruction } from '../../syntax/dockerfile.ts'
import type { Stand } from '../../text/finding.ts'
import type { Span } from '../../text/span.ts'
import { fileOptions, isOptions, noOptions } from './build/check-options.ts'
import type { CheckName } from './build/checks.ts'
import { buildOf } from './build/index.ts'
import { checkInstruction } from './build/instructions.ts'
import { type Note, type RefusalCode, standingOf } from './build/log.ts'
import { missingDescription } from './build/parsed.ts'
import type { Dockerfile } from './document.ts'
import { once } from './once.ts'

/** A place that a check or a rule of hadolint reports. */
export interface Place {
  readonly instruction: Instruction
  readonly at: Span
  /** The word it is about. */
  readonly about: string
  /** What was probably meant. */
  readonly instead?: string
  /** The other instruction that takes part. */
  readonly other?: Instruction
}

/** What is said about a place: everything but where, unless a better place is known. */
type Saying = Omit<Problem, 'stands' | 'at'>

const byCheck = once((doc): ReadonlyMap<CheckName, readonly Note[]> => {
  const found = new Map<CheckName, Note[]>()
  for (const note of buildOf(doc).notes) {
    const list = found.get(note.check)
    if (list === undefined) found.set(note.check, [note])
    else list.push(note)
  }
  return found
})

/** The problems of one of BuildKit's checks; what a pragma silences is marked, not left out. */
export function* reported(doc: Dockerfile, check: CheckName, say: (note: Note) => Saying): Iterable<Problem> {
  for (const note of byCheck(doc).get(check) ?? []) yield { ...say(note), at: note.at, stands: [standOf(note)] }
}

/** The missing descriptions, also those that nobody asked for: each is a matter of one instruction, for which no build is needed. */
export function* reportedDescriptions(doc: Dockerfile, say: (note: Note) => Saying): Iterable<Problem> {
  const notes = doc.stopAtRefusal ? (byCheck(doc).get('InvalidDefinitionDescription') ?? []) : missingDescriptions(doc)
  for (const note of notes) yield { ...say(note), at: note.at, stands: [standOf(note)] }
}

function* missingDescriptions({ tree, instructions }: Dockerfile): Iterable<Note> {
  const check = 'InvalidDefinitionDescription'
  const options = fileOptions(tree)
  for (const instruction of instructions) {
    const missing = instruction.broken ? undefined : missingDescription(instruction)
    if (missing === undefined || !checkInstruction(instruction, () => undefined)) continue
    yield { check, instruction, ...missing, ...standingOf(check, isOptions(options) ? options : noOptions, instruction) }
  }
}

function standOf({ check, instruction, silenced }: Note): Stand {
  return { code: check, at: instruction.span, ...(silenced && { silenced }) }
}

/** A check of BuildKit and a rule of hadolint about the same thing. */
export interface Pair {
  readonly check: CheckName
  readonly code: string
  /** Only what the check says about this keyword. */
  readonly about?: string
  /** What hadolint reports. */
  readonly theirs: Iterable<Place>
  /** What is said; `strict` is false where only hadolint objects. */
  say(place: Place, strict: boolean): Saying
}

/** One problem for each place that either tool reports. Where both do, it stands for both. */
export function* reportedByBoth(doc: Dockerfile, { check, code, about, theirs, say }: Pair): Iterable<Problem> {
  const left = new Map<Instruction, Place>()
  for (const place of theirs) left.set(place.instruction, place)
  for (const note of byCheck(doc).get(check) ?? []) {
    if (about !== undefined && note.about !== about) continue
    // Of two instructions BuildKit names the earlier, hadolint the later.
    const key = check === 'MultipleInstructionsDisallowed' ? (note.other ?? note.instruction) : note.instruction
    const same = left.get(key)
    left.delete(key)
    const stands = [standOf(note), ...(same === undefined ? [] : [{ code, at: key.span }])]
    yield { ...say(note, true), at: note.at, stands }
  }
  for (const place of left.values()) yield { ...say(place, false), at: place.at, stands: [{ code, at: place.instruction.span }] }
}

/** What BuildKit refuses under a code; a warning where a value that is not in the file may prevent it. */
export function* refused(doc: Dockerfile, code: RefusalCode): Iterable<Problem> {
  for (const { code: own, message, at, fixes, doubtful } of buildOf(doc).refusals) {
    if (own === code) yield { at, message, ...(fixes && { fixes }), ...(doubtful && { severity: 'warning' as const }) }
  }
}
