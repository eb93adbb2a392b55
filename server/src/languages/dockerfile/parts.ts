import type { Memory, Part } from '../../rules/parts.ts'
import type { Problem, Rule } from '../../rules/rule.ts'
import type { Instruction } from '../../syntax/dockerfile.ts'
import { shiftedFinding } from '../../text/finding.ts'
import type { Span } from '../../text/span.ts'
import type { FoundPart } from '../language.ts'
import { buildAgain, type Ends } from './build/again.ts'
import { type Build, silentBuild, wholeBuildOf } from './build/index.ts'
import type { Dockerfile } from './document.ts'
import { pragmasOf } from './pragmas.ts'
import { keptStages } from './run-check.ts'
import { isHeard } from './silence.ts'
import type { Stage } from './stages.ts'

/** The parts of a Dockerfile with what is known of them. */
export interface Parts {
  readonly doc: Dockerfile
  /** Of the frame: the FROM lines, what stands before the first, and what the build says. */
  readonly frame: Known
  /** Of what stands before the first FROM, and of the comments behind the last instruction. */
  readonly top: Known
  readonly end: Known
  /** Of every ONBUILD wherever it stands. */
  readonly triggers: Known
  /** In the order of the stages. */
  readonly stages: readonly Known[]
  readonly build: BuildMemory
}

interface Known extends Memory<Dockerfile> {
  /** Some pragma in the part silences what stands elsewhere. */
  reaches?: boolean
}

/** A build that had nothing to say, and the stages that have changed since then. */
interface BuildMemory {
  ends: Ends | undefined
  changed: ReadonlySet<number>
}

const none: ReadonlySet<number> = new Set()

/** A file of more stages than anybody writes is looked at as a whole only. */
const most = 300

/** The parts of a document and what is known of them from before an edit. */
export function partsOf(doc: Dockerfile, before: Parts | undefined): Parts {
  const same = before === undefined || doc.stages.length > most ? nothing : sameParts(doc, before.doc)
  return {
    doc,
    frame: (same.frame && before?.frame) || {},
    top: (same.top && before?.top) || {},
    end: (same.end && before?.end) || {},
    triggers: (same.triggers && before?.triggers) || {},
    stages: doc.stages.map((_, index) => (same.stages[index] && before?.stages[index]) || {}),
    build: buildMemory(doc, same, before?.build),
  }
}

/** What was known of a build holds on to the text it was known of, as the instructions do: when they are all read anew, it is let go of. */
function buildMemory(doc: Dockerfile, same: SameParts, before: BuildMemory | undefined): BuildMemory {
  if (before?.ends === undefined || !same.frame || doc.tree.age === 0) return { ends: undefined, changed: none }
  const changed = new Set(before.changed)
  for (const [index, stays] of same.stages.entries()) if (!stays) changed.add(index)
  return { ends: before.ends, changed }
}

/** What the build says; of one that says nothing, a description that is missing and that nobody asked for is left out. */
export function saidOf({ doc, build }: Parts): Build {
  if (build.ends !== undefined) build.ends = buildAgain(doc, build.ends, build.changed)
  build.changed = none
  if (build.ends !== undefined) return silentBuild
  const whole = wholeBuildOf(doc)
  build.ends = whole.ends
  return whole.isSilent ? silentBuild : whole
}

/** The same, as rules are run on them; nothing is known of what hangs on a build that has something to say. */
export function rulePartsOf(parts: Parts, said: Build): readonly Part<Dockerfile>[] | undefined {
  const { doc, frame, triggers } = parts
  if (doc.stages.length > most) return undefined
  const silent = said === silentBuild
  return [
    { kind: 'frame', alone: () => frameOf(doc, said), memory: silent ? frame : {} },
    { kind: 'stage', alone: () => triggersOf(doc, said), silences, memory: silent ? triggers : {} },
    ...piecesOf(parts).map(({ start, memory, alone }): Part<Dockerfile> => {
      return { kind: 'stage', alone, silences, kept: (finding) => shiftedFinding(finding, -start), memory }
    }),
  ]
}

/** A stretch of the text: the stages, what stands before the first and behind the last; each with the comments above it. */
interface Piece {
  /** Where it begins: the beginning of a line. */
  readonly start: number
  readonly memory: Known
  alone(): Dockerfile
}

/** All of the text in pieces, in its order. */
function piecesOf({ doc, top, end, stages }: Parts): readonly Piece[] {
  const { length } = doc.instructions
  return [
    { start: 0, memory: top, alone: () => pieceOf(doc, 0, doc.before.length) },
    ...doc.stages.map((stage, index): Piece => {
      const { start } = stage
      return { start: behind(doc, start), memory: stages[index] ?? {}, alone: () => pieceOf(doc, start, endOf(stage), stage) }
    }),
    { start: behind(doc, length), memory: end, alone: () => pieceOf(doc, length, Number.POSITIVE_INFINITY) },
  ]
}

/** What was found in the pieces of the text when rules were run on its parts. */
export function keptIn(parts: Parts): readonly FoundPart[] {
  return piecesOf(parts).map(({ start, memory: { found = [] } }) => ({ start, findings: found }))
}

/** Whether some pragma silences what stands elsewhere than directly below it. */
export function reachesFurther(parts: Parts): boolean {
  return piecesOf(parts).some(({ memory, alone }) => {
    memory.reaches ??= pragmasOf(alone()).read.some(({ reach }) => reach !== 'ignore')
    return memory.reaches
  })
}

/** A pragma that stands in the part itself is all that is looked at: what stands elsewhere may go while the part stays. */
function silences(rule: Rule<Dockerfile>, { at, stands }: Problem, alone: Dockerfile): boolean {
  return !isHeard(alone, { code: rule.id, span: at, ...(stands && { stands }) }, rule.aliases)
}

function frameOf(doc: Dockerfile, said: Build): Dockerfile {
  const stages = doc.stages.map((stage) => ({ ...stage, instructions: [] }))
  const instructions = [...doc.before, ...stages.map(({ from }) => from)]
  return { ...doc, tree: { ...doc.tree, comments: [] }, instructions, stages, allStages: stages, said }
}

/** Rules that compare one ONBUILD with another do so across stages; what the build says of a stage is heard of here, too. */
function triggersOf(doc: Dockerfile, said: Build): Dockerfile {
  const instructions = doc.stages.flatMap((stage) => stage.instructions.filter(isOnbuild))
  return { ...doc, tree: { ...doc.tree, comments: [] }, instructions, stages: [], said }
}

/** The instructions from one up to another, with the comments in and above them: those of a stage, or of none. */
function pieceOf(doc: Dockerfile, start: number, end: number, stage?: Stage): Dockerfile {
  const comments = commentsOf(doc, start, end)
  const instructions = doc.instructions.slice(start, end)
  return { ...doc, tree: { ...doc.tree, comments }, instructions, stages: stage === undefined ? [] : [stage], said: silentBuild }
}

/** The comments in and above the instructions from one up to another; infinity is the end of the text. */
function commentsOf({ tree: { comments, rests } }: Dockerfile, start: number, end: number): readonly Span[] {
  return comments.slice(rests[start - 1]?.comments ?? 0, end === 0 ? 0 : rests[end - 1]?.comments)
}

/** Where the line begins behind so many instructions. */
function behind({ tree: { rests } }: Dockerfile, count: number): number {
  return rests[count - 1]?.offset ?? 0
}

function isOnbuild({ keyword }: Instruction): boolean {
  return keyword === 'ONBUILD'
}

/** The place behind the last instruction of a stage. */
function endOf({ start, instructions }: Stage): number {
  return start + 1 + instructions.length
}

/** Which parts a rule cannot tell from those of the document before an edit, stages by their number in both. */
interface SameParts {
  readonly frame: boolean
  readonly top: boolean
  readonly end: boolean
  readonly triggers: boolean
  readonly stages: readonly boolean[]
}

const nothing: SameParts = { frame: false, top: false, end: false, triggers: false, stages: [] }

function sameParts(doc: Dockerfile, old: Dockerfile): SameParts {
  if (!isSameTop(doc, old)) return nothing
  const count = doc.stages.length
  const frame =
    count === old.stages.length && doc.stages.every(({ start }, index) => cameFrom(doc, old, start) === old.stages[index]?.start)
  const stages = sameStages(doc, old, frame ? undefined : fitsFrame(doc, old))
  const changed = (stage: Stage) => stages[stage.index] !== true
  const triggers = frame && ![...doc.stages.filter(changed), ...old.stages.filter(changed)].some((one) => one.instructions.some(isOnbuild))
  return { frame, top: true, end: isSameEnd(doc, old), triggers, stages }
}

/** Whether the files around, the directives, and what stands before the first FROM are the same. */
function isSameTop(doc: Dockerfile, old: Dockerfile): boolean {
  if (doc.around !== old.around || directivesOf(doc) !== directivesOf(old)) return false
  return doc.before.length === old.before.length && doc.before.every((_, index) => cameFrom(doc, old, index) === index)
}

/** The text up to the end of the last directive. */
function directivesOf({ text, tree: { directives } }: Dockerfile): string {
  return text.slice(0, directives.at(-1)?.span.end ?? 0)
}

/** Whether nothing has changed behind the last instruction. */
function isSameEnd(doc: Dockerfile, old: Dockerfile): boolean {
  return doc.text.slice(doc.tree.rests.at(-1)?.offset ?? 0) === old.text.slice(old.tree.rests.at(-1)?.offset ?? 0)
}

/** The place an instruction had before the edit; undefined for one that was read anew. */
function cameFrom({ tree: { kept, instructions } }: Dockerfile, old: Dockerfile, place: number): number | undefined {
  if (place < kept.head) return place
  return place >= instructions.length - kept.tail ? place - instructions.length + old.instructions.length : undefined
}

/** A stage is the same if its instructions are, the stage it builds on is, and it stands in the frame as before. */
function sameStages(doc: Dockerfile, old: Dockerfile, fits: ((index: number) => boolean) | undefined): readonly boolean[] {
  const same: boolean[] = []
  for (const stage of doc.stages) {
    const known = old.stages[stage.index]
    const { parent } = stage
    same.push(
      known !== undefined &&
        haveSameInstructions(doc, old, stage, known) &&
        parent?.index === known.parent?.index &&
        (parent === undefined || same[parent.index] === true) &&
        fits?.(stage.index) !== false,
    )
  }
  return same
}

function haveSameInstructions(doc: Dockerfile, old: Dockerfile, stage: Stage, known: Stage): boolean {
  const { kept, instructions } = doc.tree
  if (stage.instructions.length !== known.instructions.length || cameFrom(doc, old, stage.start) !== known.start) return false
  return endOf(stage) <= kept.head || stage.start >= instructions.length - kept.tail
}

/** Whether the stage of a number means to the others what it did: the names before it are the same, and its files get into an image or not. */
function fitsFrame(doc: Dockerfile, old: Dockerfile): (index: number) => boolean {
  const [kept, keptBefore] = [keptStages(doc), keptStages(old)]
  const different = doc.stages.findIndex(({ name }, index) => name?.text !== old.stages[index]?.name?.text)
  return (index) => (different < 0 || index < different) && kept.has(index) === keptBefore.has(index)
}
