import type { RuleSettings } from '../../rules/run.ts'
import type { Finding, Stand } from '../../text/finding.ts'
import type { RuleFacts } from '../language.ts'
import type { Dockerfile } from './document.ts'
import { hadolintConfig } from './hadolint-config.ts'
import { firstLine } from './lines-at.ts'
import { pragmasOf } from './pragmas.ts'

/** Marks what a pragma or the configuration of hadolint silences among the codes that findings stand for. */
export function marked(doc: Dockerfile, findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => {
    const stands = finding.stands ?? [{ code: finding.code, at: finding.span }]
    const judged = stands.map((stand) => (isSilent(doc, stand) ? { ...stand, silenced: true as const } : stand))
    return judged.some((stand, index) => stand !== stands[index]) ? { ...finding, stands: judged } : finding
  })
}

/**
 * The findings that no pragma of any family silences: one that stands for several codes is gone when one of them is.
 * BuildKit's own pragmas are looked at where its checks are made, which mark what they silence.
 * Whoever writes the other name of a rule into a pragma means the finding he sees, although hadolint may not see it there.
 */
export function withoutSilenced(doc: Dockerfile, findings: readonly Finding[], rules: readonly RuleFacts[]): readonly Finding[] {
  const names = new Map(rules.map(({ id, aliases = [] }) => [id, aliases]))
  return findings.filter(({ code, span, stands }) => {
    if (stands?.some(({ silenced }) => silenced)) return false
    return !names.get(code)?.some((alias) => isSilent(doc, { code: alias, at: span }))
  })
}

/** The severities that the configuration of hadolint asks for, under those that Bayplan itself was told. */
export function withConfig(doc: Dockerfile, settings: RuleSettings): RuleSettings {
  const { severities } = hadolintConfig(doc)
  return { ...severities, ...settings }
}

function isSilent(doc: Dockerfile, { code, at, silenced }: Stand): boolean {
  if (silenced || !/^DL\d/.test(code)) return false
  const { ignored, noPragmas } = hadolintConfig(doc)
  return ignored.has(code) || (!noPragmas && pragmasOf(doc).silences(code, firstLine(doc, at.start)))
}
