import type { Finding } from '../text/finding.ts'
import type { PartKind, Problem, Rule } from './rule.ts'
import { findingOf, type Weighed } from './weighed.ts'

/**
 * A part of a document that most rules look at alone, such as a container. While it is the same, rules that had nothing to say of it
 * need not be asked again: that is what makes a keystroke in a long file cheap.
 */
export interface Part<Doc> {
  readonly kind: PartKind
  /** The document with this part and nothing of its kind beside it. */
  alone(): Doc
  /** Whether the part itself says that nobody is to hear of a problem in it: such a problem makes no rule loud. */
  silences?(rule: Rule<Doc>, problem: Problem, alone: Doc): boolean
  /** A finding as the part keeps it: so that it holds wherever the part stands. Absent: it is not asked by rules whose findings are kept. */
  kept?(finding: Finding): Finding
  readonly memory: Memory<Doc>
}

/** What a part is known for. It goes on to the same part of the next version of a text, and is as good as new for any other. */
export interface Memory<Doc> {
  /** The rules that were asked. */
  asked?: readonly Weighed<Doc>[]
  /** Those of them that had something to say, which the part does not keep. */
  loud?: readonly Rule<Doc>[]
  /** The findings that the part keeps. */
  found?: readonly Finding[]
  /** The part is nearly the same as one that is known. */
  nearly?: Nearly<Doc>
}

/** A part in which nothing is replaced but what has some of the names that rules read. */
interface Nearly<Doc> {
  readonly known: Memory<Doc>
  readonly replaced: ReadonlySet<string>
  /** A finding of the known part where it is in this one. */
  moved(finding: Finding): Finding
}

/**
 * Those of the rules about parts that have something to say of at least one, but for what parts keep; the same list of rules is asked once
 * of a part.
 */
export function loudRules<Doc>(rules: readonly Weighed<Doc>[], parts: readonly Part<Doc>[]): ReadonlySet<Rule<Doc>> {
  const loud = new Set<Rule<Doc>>()
  for (const part of parts) {
    if (part.memory.asked !== rules) ask(rules, part)
    for (const rule of part.memory.loud ?? []) loud.add(rule)
  }
  return loud
}

function ask<Doc>(rules: readonly Weighed<Doc>[], part: Part<Doc>): void {
  const { kind, memory } = part
  const doc = part.alone()
  const loud: Rule<Doc>[] = []
  const found: Finding[] = []
  const nearly = memory.nearly?.known.asked === rules ? memory.nearly : undefined
  for (const weighed of rules) {
    const { rule } = weighed
    if (rule.about !== kind) continue
    if (nearly !== undefined && rule.reads?.some((name) => nearly.replaced.has(name)) === false) {
      if (nearly.known.loud?.includes(rule)) loud.push(rule)
      for (const finding of nearly.known.found ?? []) if (finding.code === rule.id) found.push(nearly.moved(finding))
    } else if (rule.apart !== true) {
      if (speaks(rule, doc, part)) loud.push(rule)
    } else if (part.kept !== undefined) {
      const own = keptFrom(weighed, doc, part)
      if (own === undefined) loud.push(rule)
      else found.push(...own)
    }
  }
  memory.loud = loud
  memory.found = found
  memory.asked = rules
  delete memory.nearly
}

/** What the part keeps of the findings of a rule; undefined if it throws, which it is to do where that is reported. */
function keptFrom<Doc>(weighed: Weighed<Doc>, doc: Doc, part: Part<Doc>): readonly Finding[] | undefined {
  const found: Finding[] = []
  try {
    for (const problem of weighed.rule.check(doc))
      if (part.silences?.(weighed.rule, problem, doc) !== true) found.push(keptBy(part, findingOf(weighed, problem)))
    return found
  } catch {
    return undefined
  }
}

function keptBy<Doc>(part: Part<Doc>, finding: Finding): Finding {
  return part.kept?.(finding) ?? finding
}

/** A rule that throws here is to throw where that is reported. */
function speaks<Doc>(rule: Rule<Doc>, doc: Doc, part: Part<Doc>): boolean {
  try {
    for (const problem of rule.check(doc)) if (part.silences?.(rule, problem, doc) !== true) return true
    return false
  } catch {
    return true
  }
}
