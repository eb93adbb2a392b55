import type { FoundPart, Reading } from '../languages/language.ts'
import type { RuleSettings } from '../rules/run.ts'
import type { Finding } from '../text/finding.ts'

/** Hears of rules that threw. */
type Bug = (rule: string, error: unknown) => void

/** All findings of a text under the settings, in its order, none of them twice. */
export function diagnose(reading: Reading, settings: RuleSettings, bug?: Bug): readonly Finding[] {
  return inOrderOnce(reading.check(settings, bug))
}

/** The same by parts, whose findings are in any order and may repeat each other: for `inOrderOnce`. */
export function diagnoseParts(reading: Reading, settings: RuleSettings, bug?: Bug): readonly FoundPart[] {
  return reading.checkParts?.(settings, bug) ?? [{ start: 0, findings: reading.check(settings, bug) }]
}

/** Findings in the order of the text, none of them twice. */
export function inOrderOnce(findings: readonly Finding[]): readonly Finding[] {
  const sorted = [...findings].sort(inOrder)
  return sorted.filter((finding, i) => !isRepeated(sorted, i, finding))
}

/** Whether the same is said at the same place before; what is there stands side by side. */
function isRepeated(sorted: readonly Finding[], index: number, finding: Finding): boolean {
  for (let i = index - 1; i >= 0; i--) {
    const before = sorted[i]
    if (before === undefined || inOrder(before, finding) !== 0) return false
    if (before.message === finding.message) return true
  }
  return false
}

function inOrder(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
}
