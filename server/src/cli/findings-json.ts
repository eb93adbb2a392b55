import { pageAddress } from '../features/page.ts'
import { type Finding, fixesOf } from '../text/finding.ts'
import { linesOf } from '../text/lines.ts'
import type { Checked } from './check.ts'

/** Findings as one array, the shape that scripts rely on; positions as in the language server protocol: from zero, in UTF-16. */
export function findingsJson(checked: readonly Checked[]): string {
  const findings = checked.flatMap(({ input, findings }) => {
    const lines = linesOf(input.text)
    const rangeOf = ({ start, end }: Finding['span']) => ({ start: lines.position(start), end: lines.position(end) })
    return findings.map((finding) => {
      const { code, severity, message, span, path } = finding
      const titles = fixesOf(finding).map(({ title }) => title)
      return {
        file: input.file,
        language: input.language.id,
        range: rangeOf(span),
        severity,
        code,
        message,
        path,
        href: pageAddress(code),
        fixes: titles.length > 0 ? titles : undefined,
      }
    })
  })
  return `${JSON.stringify(findings, undefined, 2)}\n`
}
