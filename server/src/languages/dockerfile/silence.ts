import type { Finding } from '../../text/finding.ts'
import type { Dockerfile } from './document.ts'

/**
 * The findings that no pragma of any family silences: one that stands for several codes is gone when one of them is.
 * BuildKit's own pragmas are looked at where its checks are made, which mark what they silence.
 */
export function withoutSilenced(_doc: Dockerfile, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ stands }) => !stands?.some(({ silenced }) => silenced))
}
