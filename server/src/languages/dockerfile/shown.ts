import type { Finding } from '../../text/finding.ts'
import { covers } from '../../text/span.ts'
import { buildOf } from './build/index.ts'
import type { Dockerfile } from './document.ts'
import { instructionAt } from './lines-at.ts'

/** Rules of hadolint about what BuildKit refuses, by the rule that says so. */
const refusedToo: ReadonlyMap<string, string> = new Map([
  ['DL3011', 'exposed-port'],
  ['DL3022', 'copy-from'],
  ['DL3023', 'circular-stages'],
  ['DL3043', 'onbuild-trigger'],
  ['DL3061', 'instruction-before-from'],
])

const refusals: ReadonlySet<string> = new Set(refusedToo.values())

/** The findings as they are shown: each cause once, and as errors where the file says that checks end the build. */
export function shown(doc: Dockerfile, findings: readonly Finding[]): readonly Finding[] {
  const once = withoutRefused(doc, withoutSaid(withoutNames(findings)))
  return buildOf(doc).notesRefuse ? once.map(asError) : once
}

/** A base that is no image with the defaults alone is said once, where it is refused. */
function withoutNames(findings: readonly Finding[]): readonly Finding[] {
  const refused = new Set(findings.flatMap(({ code, span }) => (code === 'base-image' ? [span.start] : [])))
  return refused.size === 0 ? findings : findings.filter(({ code, span }) => code !== 'InvalidDefaultArgInFrom' || !refused.has(span.start))
}

/** That root is no number goes without saying where it is said that the stage ends as root. */
function withoutSaid(findings: readonly Finding[]): readonly Finding[] {
  const roots = new Set(findings.flatMap(({ code, span }) => (code === 'DL3002' ? [span.start] : [])))
  return roots.size === 0 ? findings : findings.filter(({ code, span }) => code !== 'DL3066' || !roots.has(span.start))
}

/** What BuildKit refuses is said once, as an error; of an instruction that cannot be read nothing else is said. */
function withoutRefused(doc: Dockerfile, findings: readonly Finding[]): readonly Finding[] {
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return findings
  const unknown = new Set(errors.flatMap(({ code, span }) => (code === 'unknown-instruction' ? [span.start] : [])))
  const refusing = errors.filter(({ code }) => refusals.has(code))
  return findings.filter((finding) => {
    const own = instructionAt(doc, finding.span.start)
    if (own === undefined) return true
    if (own.broken) return finding.code === 'dockerfile-syntax'
    if (unknown.has(own.span.start)) return finding.severity === 'error' && !/^DL/.test(finding.code)
    const code = refusedToo.get(finding.code)
    return code === undefined || !refusing.some((one) => one.code === code && covers(own.span, one.span))
  })
}

function asError(finding: Finding): Finding {
  const checked = finding.stands?.some(({ code }) => /^[A-Z][a-zA-Z]+$/.test(code)) === true
  return checked ? { ...finding, severity: 'error' } : finding
}
