import { pageAddress } from '../features/page.ts'
import type { Finding } from '../text/finding.ts'
import { linesOf } from '../text/lines.ts'
import type { Checked } from './check.ts'

/** Findings as one array, the shape that scripts rely on; positions as in the language server protocol: from zero, in UTF-16. */
export function findingsJson(checked: readonly Checked[]): string {
  const findings = checked.flatMap(({ input, findings }) => {
    const lines = linesOf(input.text)
    const rangeOf = ({ start, end }: Finding['span']) => ({ start: lines.position(start), end: lines.position(end) })
    return findings.map(({ code, severity, message, span, path, fixes }) => ({
      file: input.file,
      language: input.language.id,
      range: rangeOf(span),
      severity,
      code,
      message,
      path,
      href: pageAddress(code),
      fixes: fixes?.length ? fixes.map(({ title }) => title) : undefined,
    }))
  })
  return `${JSON.stringify(findings, undefined, 2)}\n`
}
