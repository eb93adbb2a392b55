import type { Memory, Part } from '../../rules/parts.ts'
import type { Problem, Rule } from '../../rules/rule.ts'
import type { Instruction } from '../../syntax/dockerfile.ts'
import { type Finding, shiftedFinding } from '../../text/finding.ts'
import type { Span } from '../../text/span.ts'
import { buildAgain, type Ends } from './build/again.ts'
import { type Build, silentBuild, wholeBuildOf } from './build/index.ts'
import type { Dockerfile } from './document.ts'
import { pragmasOf } from './pragmas.ts'
import { keptStages } from './run-check.ts'
import { isHeard } from './silence.ts'
import { endOf, type Stage } from './stages.ts'

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
  /** Whether the instruction at a place is known from that build. */
  readonly isKnown: (place: number) => boolean
  /** Whether nothing that sets variables has changed since. */
  readonly keepsVariables: boolean
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
    stages: doc.stages.map((stage, index) => (same.stages[index] && before?.stages[index]) || nearlyKnown(doc, same, stage, before)),
    build: buildMemory(doc, same, before),
  }
}

/** What is known of a stage in which instructions are replaced one for one, by others of the same keyword. */
function nearlyKnown(doc: Dockerfile, same: SameParts, stage: Stage, before: Parts | undefined): Known {
  const known = before?.stages[stage.index]
  const old = before?.doc.stages[stage.index]
  const fits = same.frame && (stage.parent === undefined || same.stages[stage.parent.index] === true)
  if (!fits || before === undefined || old === undefined || known?.reaches !== false) return {}
  const { head, tail } = doc.tree.kept
  const end = doc.instructions.length - tail
  const replaced = doc.instructions.slice(head, end)
  const were = before.doc.instructions.slice(head, before.doc.instructions.length - tail)
  const alike = replaced.length === were.length && replaced.every(({ keyword }, index) => keyword === were[index]?.keyword)
  if (!alike || head <= stage.start || end > endOf(stage)) return {}
  const from = (before.doc.tree.rests[end - 1]?.offset ?? 0) - startOf(before.doc, old.start)
  const by = doc.text.length - before.doc.text.length
  return { nearly: { known, replaced: new Set(replaced.map(({ keyword }) => keyword)), moved: movedBehind(from, by) } }
}

/** Apart from the rest of a version, which is not to be held on to. */
function movedBehind(from: number, by: number): (finding: Finding) => Finding {
  return (finding) => shiftedFinding(finding, by, from)
}

/** Where the line begins behind so many instructions. */
function startOf({ tree: { rests } }: Dockerfile, count: number): number {
  return rests[count - 1]?.offset ?? 0
}

/** What was known of a build holds on to the text it was known of, as the instructions do: when they are all read anew, it is let go of. */
function buildMemory(doc: Dockerfile, same: SameParts, before: Parts | undefined): BuildMemory {
  if (before?.build.ends === undefined || !same.frame || doc.tree.age === 0)
    return { ends: undefined, changed: none, isKnown: knownBy(0, Number.POSITIVE_INFINITY), keepsVariables: false }
  const changed = new Set(before.build.changed)
  for (const [index, stays] of same.stages.entries()) if (!stays) changed.add(index)
  // What was kept of a version that was never built says nothing about the build before it.
  const seen = before.build.changed.size === 0
  const { head, tail } = seen ? doc.tree.kept : { head: 0, tail: 0 }
  const sets = (one: Dockerfile) => one.instructions.slice(head, one.instructions.length - tail).some(({ keyword }) => setting.has(keyword))
  const keepsVariables = seen && !sets(doc) && !sets(before.doc)
  return { ends: before.build.ends, changed, isKnown: knownBy(head, doc.instructions.length - tail), keepsVariables }
}

const setting = new Set(['ARG', 'ENV', 'FROM', 'ONBUILD'])

/** Apart from the rest of a version, which is not to be held on to. */
function knownBy(head: number, tail: number): BuildMemory['isKnown'] {
  return (place) => place < head || place >= tail
}

/** What the build says; of one that says nothing, a description that is missing and that nobody asked for is left out. */
export function saidOf({ doc, build }: Parts): Build {
  if (build.ends !== undefined) build.ends = buildAgain(doc, build.ends, build)
  build.changed = none
  if (build.ends !== undefined) return silentBuild
  const whole = wholeBuildOf(doc)
  build.ends = whole.ends
  return whole.isSilent ? silentBuild : whole
}

/** All of the text in pieces, in its order; undefined where the file is looked at as a whole only. */
export function piecesOf({ doc, top, end, stages }: Parts): readonly Piece[] | undefined {
  if (doc.stages.length > most) return undefined
  const { length } = doc.instructions
  return [
    new Piece(doc, 0, doc.before.length, undefined, top),
    ...doc.stages.map((stage, index) => new Piece(doc, stage.start, endOf(stage), stage, stages[index] ?? {})),
    new Piece(doc, length, Number.POSITIVE_INFINITY, undefined, end),
  ]
}

/** The pieces and what goes across them, as rules are run on them; nothing is known of what hangs on a build that has something to say. */
export function rulePartsOf({ doc, frame, triggers }: Parts, pieces: readonly Piece[], said: Build): readonly Part<Dockerfile>[] {
  const silent = said === silentBuild
  return [
    { kind: 'frame', alone: () => frameOf(doc, said), memory: silent ? frame : {} },
    { kind: 'stage', alone: () => triggersOf(doc, said), silences, memory: silent ? triggers : {} },
    ...pieces,
  ]
}

/** A stretch of the text: a stage, what stands before the first or behind the last; with the comments in and above it. */
class Piece implements Part<Dockerfile> {
  readonly kind = 'stage'
  /** Where it begins: the beginning of a line. */
  readonly start: number
  readonly memory: Known
  readonly silences = silences
  private readonly doc: Dockerfile
  private readonly first: number
  private readonly next: number
  private readonly stage: Stage | undefined
  private made: Dockerfile | undefined = undefined

  /** The instructions from one up to another: those of a stage, or of none. */
  constructor(doc: Dockerfile, first: number, next: number, stage: Stage | undefined, memory: Known) {
    this.doc = doc
    this.first = first
    this.next = next
    this.stage = stage
    this.memory = memory
    this.start = startOf(doc, first)
  }

  alone(): Dockerfile {
    const { doc, stage, first, next } = this
    this.made ??= {
      ...doc,
      tree: { ...doc.tree, comments: commentsOf(doc, first, next) },
      instructions: doc.instructions.slice(first, next),
      stages: stage === undefined ? [] : [stage],
      said: silentBuild,
    }
    return this.made
  }

  kept(finding: Finding): Finding {
    return shiftedFinding(finding, -this.start)
  }

  /** What was found in it when rules were run on it. */
  get found(): readonly Finding[] {
    return this.memory.found ?? []
  }

  /** Whether some pragma in it silences what stands elsewhere than directly below. */
  get reaches(): boolean {
    this.memory.reaches ??= pragmasOf(this.alone()).read.some(({ reach }) => reach !== 'ignore')
    return this.memory.reaches
  }
}

/** A pragma that stands in the part itself is all that is looked at: what stands elsewhere may go while the part stays. */
function silences(rule: Rule<Dockerfile>, { at, stands }: Problem, alone: Dockerfile): boolean {
  return !isHeard(alone, { code: rule.id, span: at, ...(stands && { stands }) }, rule.aliases)
}

function frameOf(doc: Dockerfile, said: Build): Dockerfile {
  const stages = doc.stages.map(({ index, from, base, image, name, parent, start }): Stage => {
    return { index, from, base, image, name, parent, start, instructions: [] }
  })
  const instructions = [...doc.before, ...stages.map(({ from }) => from)]
  return { ...doc, tree: { ...doc.tree, comments: [] }, instructions, stages, allStages: stages, said }
}

/** Rules that compare one ONBUILD with another do so across stages; what the build says of a stage is heard of here, too. */
function triggersOf(doc: Dockerfile, said: Build): Dockerfile {
  const instructions = doc.stages.flatMap((stage) => stage.instructions.filter(isOnbuild))
  return { ...doc, tree: { ...doc.tree, comments: [] }, instructions, stages: [], said }
}

/** The comments in and above the instructions from one up to another; infinity is the end of the text. */
function commentsOf({ tree: { comments, rests } }: Dockerfile, start: number, end: number): readonly Span[] {
  return comments.slice(rests[start - 1]?.comments ?? 0, end === 0 ? 0 : rests[end - 1]?.comments)
}

function isOnbuild({ keyword }: Instruction): boolean {
  return keyword === 'ONBUILD'
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
