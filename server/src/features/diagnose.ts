import type { Reading } from '../languages/language.ts'
import type { RuleSettings } from '../rules/run.ts'
import type { Finding } from '../text/finding.ts'

/** All findings of a text under the settings, in its order, none of them twice. `bug` hears of rules that threw. */
export function diagnose(reading: Reading, settings: RuleSettings, bug?: (rule: string, error: unknown) => void): readonly Finding[] {
  const seen = new Set<string>()
  return [...reading.check(settings, bug)].sort(inOrder).filter(({ code, message, span: { start, end } }) => {
    const same = JSON.stringify([start, end, code, message])
    return !seen.has(same) && seen.add(same)
  })
}

function inOrder(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)
}
