import type { PartKind, Problem, Rule } from './rule.ts'

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
  readonly memory: Memory<Doc>
}

/** What a part is known for. It goes on to the same part of the next version of a text, and is as good as new for any other. */
export interface Memory<Doc> {
  /** The rules that were asked. */
  asked?: readonly Rule<Doc>[]
  /** Those of them that had something to say. */
  loud?: readonly Rule<Doc>[]
}

/** Those of the rules about parts that have something to say of at least one; the same list of rules is asked once of a part. */
export function loudRules<Doc>(rules: readonly Rule<Doc>[], parts: readonly Part<Doc>[]): ReadonlySet<Rule<Doc>> {
  const loud = new Set<Rule<Doc>>()
  for (const part of parts) for (const rule of loudOf(rules, part)) loud.add(rule)
  return loud
}

function loudOf<Doc>(rules: readonly Rule<Doc>[], part: Part<Doc>): readonly Rule<Doc>[] {
  const { kind, memory } = part
  if (memory.asked !== rules || memory.loud === undefined) {
    const doc = part.alone()
    memory.loud = rules.filter((rule) => rule.about === kind && speaks(rule, doc, part))
    memory.asked = rules
  }
  return memory.loud
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
