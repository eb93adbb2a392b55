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
    const stands = standsOf(finding)
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
  if (findings.length === 0) return findings
  const names = new Map(rules.map(({ id, aliases = [] }) => [id, aliases]))
  return findings.filter((finding) => isHeard(doc, finding, names.get(finding.code)))
}

/** Whether no pragma silences a finding of a rule with these aliases. */
export function isHeard(doc: Dockerfile, finding: Pick<Finding, 'code' | 'span' | 'stands'>, aliases: readonly string[] = []): boolean {
  if (standsOf(finding).some((stand) => stand.silenced || isSilent(doc, stand))) return false
  return !aliases.some((alias) => isSilent(doc, { code: alias, at: finding.span }))
}

function standsOf({ stands, code, span }: Pick<Finding, 'code' | 'span' | 'stands'>): readonly Stand[] {
  return stands ?? [{ code, at: span }]
}

/** The severities that the configuration of hadolint asks for, under those that Bayplan itself was told. */
export function withConfig(doc: Dockerfile, settings: RuleSettings): RuleSettings {
  return under(hadolintConfig(doc).severities, settings)
}

/** Settings over others. The same ones make the same object, by which is known what rules were asked. */
export function under(below: RuleSettings, settings: RuleSettings): RuleSettings {
  const made = known.get(settings) ?? new WeakMap<RuleSettings, RuleSettings>()
  const both = made.get(below) ?? { ...below, ...settings }
  known.set(settings, made.set(below, both))
  return both
}

const known = new WeakMap<RuleSettings, WeakMap<RuleSettings, RuleSettings>>()

function isSilent(doc: Dockerfile, { code, at, silenced }: Stand): boolean {
  if (silenced || !/^DL\d/.test(code)) return false
  const { ignored, noPragmas } = hadolintConfig(doc)
  return ignored.has(code) || (!noPragmas && pragmasOf(doc).silences(code, firstLine(doc, at.start)))
}
