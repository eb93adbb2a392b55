import type { Finding, Severity } from '../text/finding.ts'
import { loudRules, type Part } from './parts.ts'
import type { Problem, Rule } from './rule.ts'
import { findingOf, type Weighed } from './weighed.ts'

/** What users decided: the severity of a code or alias, or `off`. What is not named keeps its default. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>

/** What `run` needs beside the rules. */
export interface RunOptions<Doc> {
  readonly settings: RuleSettings
  /**
   * The parts of the document, where something may be known of them from before an edit. Findings are the same without them, but for those
   * that parts keep: they are found there.
   */
  readonly parts?: readonly Part<Doc>[]
  /** What is known of the rules from before an edit. Findings are the same without it. */
  readonly recall?: Recall<Doc>
  /** The field a span belongs to, as the service writes it; undefined where the format has none. */
  path?(doc: Doc, problem: Problem): string | undefined
  /** Hears of a rule that threw: its findings are lost, those of the others are not. */
  bug?(rule: string, error: unknown): void
}

/** What is known of rules from an earlier version of a document. */
export interface Recall<Doc> {
  /** Whether the rule had nothing to say, and everything that it looked at is as it was then. */
  isSilent(rule: Rule<Doc>): boolean
  /** What the rule says now; throws if it does. */
  ask(rule: Rule<Doc>): Iterable<Problem>
}

/** All findings of all rules that are not switched off, in the order of the rules. */
export function run<Doc>(rules: readonly Rule<Doc>[], doc: Doc, options: RunOptions<Doc>): readonly Finding[] {
  const findings: Finding[] = []
  const { recall } = options
  for (const weighed of toAsk(inForce(rules, options.settings), options.parts)) {
    const { rule } = weighed
    if (recall?.isSilent(rule)) continue
    try {
      for (const problem of recall === undefined ? rule.check(doc) : recall.ask(rule))
        findings.push(findingOf(weighed, problem, options.path?.(doc, problem)))
    } catch (error) {
      options.bug?.(rule.id, error)
    }
  }
  return findings
}

/** The rules that the document is to be shown to as a whole. */
function toAsk<Doc>({ all, aboutParts, others }: InForce<Doc>, parts: readonly Part<Doc>[] | undefined): readonly Weighed<Doc>[] {
  if (parts === undefined) return all
  const loud = loudRules(aboutParts, parts)
  return loud.size === 0 ? others : all.filter(({ rule }) => rule.about === undefined || loud.has(rule))
}

/** The rules that are not off: all of them, those about parts, and the others. */
interface InForce<Doc> {
  readonly all: readonly Weighed<Doc>[]
  readonly aboutParts: readonly Weighed<Doc>[]
  readonly others: readonly Weighed<Doc>[]
}

/** The same settings give the same lists, by which parts know what they were asked. */
function inForce<Doc>(rules: readonly Rule<Doc>[], settings: RuleSettings): InForce<Doc> {
  const bySettings = known.get(rules) ?? new WeakMap<RuleSettings, unknown>()
  const before = bySettings.get(settings)
  if (before !== undefined) return before as InForce<Doc>
  const all = rules.flatMap((rule): readonly Weighed<Doc>[] => {
    const severity = severityOf(rule, settings)
    return severity === 'off' ? [] : [{ rule, severity }]
  })
  const made: InForce<Doc> = {
    all,
    aboutParts: all.filter(({ rule }) => rule.about !== undefined),
    others: all.filter(({ rule }) => rule.about === undefined),
  }
  known.set(rules, bySettings.set(settings, made))
  return made
}

const known = new WeakMap<readonly unknown[], WeakMap<RuleSettings, unknown>>()

/** What a rule weighs under the settings; its id goes before its aliases. */
export function severityOf(rule: Pick<Rule<never>, 'id' | 'aliases' | 'severity'>, settings: RuleSettings): Severity | 'off' {
  if (Object.hasOwn(settings, rule.id)) return settings[rule.id] ?? rule.severity
  const named = rule.aliases?.find((alias) => Object.hasOwn(settings, alias))
  return (named !== undefined && settings[named]) || rule.severity
}

/** Applies the settings to findings that no rule made (syntax, schema); dropped where they say `off`. */
export function weigh(findings: readonly Finding[], settings: RuleSettings): readonly Finding[] {
  return findings.flatMap((one) => {
    const severity = Object.hasOwn(settings, one.code) ? settings[one.code] : one.severity
    if (severity === 'off' || severity === undefined) return []
    return severity === one.severity ? [one] : [{ ...one, severity }]
  })
}
