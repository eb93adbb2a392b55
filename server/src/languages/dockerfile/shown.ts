import type { Finding } from '../../text/finding.ts'
import { covers } from '../../text/span.ts'
import { buildOf } from './build/index.ts'
import type { Dockerfile } from './document.ts'

/** Rules of hadolint about what BuildKit refuses, by the rule that says so. */
const refusedToo: ReadonlyMap<string, string> = new Map([
  ['DL3011', 'exposed-port'],
  ['DL3022', 'copy-from'],
  ['DL3023', 'circular-stages'],
  ['DL3043', 'onbuild-trigger'],
  ['DL3061', 'instruction-before-from'],
])

/** The findings as they are shown: each cause once, and as errors where the file says that checks end the build. */
export function shown(doc: Dockerfile, findings: readonly Finding[]): readonly Finding[] {
  const once = withoutRefused(doc, withoutSaid(findings))
  return buildOf(doc).notesRefuse ? once.map(asError) : once
}

/** That root is no number goes without saying where it is said that the stage ends as root. */
function withoutSaid(findings: readonly Finding[]): readonly Finding[] {
  const roots = new Set(findings.flatMap(({ code, span }) => (code === 'DL3002' ? [span.start] : [])))
  return roots.size === 0 ? findings : findings.filter(({ code, span }) => code !== 'DL3066' || !roots.has(span.start))
}

/** What BuildKit refuses is said once, as an error. */
function withoutRefused({ instructions }: Dockerfile, findings: readonly Finding[]): readonly Finding[] {
  const errors = findings.filter(({ code }) => [...refusedToo.values()].includes(code))
  if (errors.length === 0) return findings
  return findings.filter(({ code, span }) => {
    const error = refusedToo.get(code)
    const own = error === undefined ? undefined : instructions.findLast((one) => one.span.start <= span.start)
    return own === undefined || !errors.some((one) => one.code === error && covers(own.span, one.span))
  })
}

function asError(finding: Finding): Finding {
  const checked = finding.stands?.some(({ code }) => /^[A-Z][a-zA-Z]+$/.test(code)) === true
  return checked ? { ...finding, severity: 'error' } : finding
}
