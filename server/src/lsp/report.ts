import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver'
import { diagnose } from '../features/diagnose.ts'
import { pageAddress } from '../features/page.ts'
import type { RuleSettings } from '../rules/run.ts'
import type { Finding } from '../text/finding.ts'
import { maxLength, type OpenDocument } from './documents.ts'
import { attempt, type Server } from './server.ts'

/** All diagnostics of one version of a document under certain settings. */
export interface Report {
  /** The same for the same diagnostics, whatever happened between: what an editor need not be sent again. */
  readonly resultId: string
  readonly items: readonly Diagnostic[]
}

/** More findings than anyone reads only slow the editor down. */
const most = 1000

/** The report of a document without findings. */
export const nothingWrong: Report = { resultId: fingerprint([]), items: [] }

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const

const tags = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const

/** The severities that count for a document, once the files around it were looked at, which its reading then knows. */
export async function rulesFor(
  { settings, surroundings, documents }: Pick<Server, 'settings' | 'surroundings' | 'documents'>,
  uri: string,
  language = documents.get(uri)?.language,
): Promise<RuleSettings> {
  const [rules] = await Promise.all([settings.rules(uri), surroundings.load(uri, language)])
  return rules
}

/** Checks a document; nothing is wrong with one that is of no language of ours. */
export function reportOf({ log }: Pick<Server, 'log'>, document: OpenDocument, rules: RuleSettings): Report {
  const findings = document.tooLarge && document.language ? [tooLarge(document)] : findingsOf({ log }, document, rules)
  const items = findings.slice(0, most).map((finding) => diagnosticOf(finding, document))
  return { resultId: fingerprint(items), items }
}

/** The findings behind the diagnostics, in the order of the text. */
export function findingsOf({ log }: Pick<Server, 'log'>, document: OpenDocument, rules: RuleSettings): readonly Finding[] {
  return attempt(log, 'diagnostics', [], () => {
    const reading = document.reading()
    return reading === undefined ? [] : diagnose(reading, rules, (rule, error) => log.bug(`rule ${rule}`, error))
  })
}

function tooLarge({ text }: OpenDocument): Finding {
  const message = `the text has ${text.length} characters; Bayplan reads at most ${maxLength}`
  return { code: 'text-too-large', severity: 'hint', message, span: { start: 0, end: 0 } }
}

/** A finding as editors show it. */
export function diagnosticOf(finding: Finding, { uri, convert }: OpenDocument): Diagnostic {
  const { span, severity, code, message, related, tag, path } = finding
  const href = pageAddress(code)
  return {
    range: convert.range(span),
    severity: severities[severity],
    code,
    ...(href !== undefined && { codeDescription: { href } }),
    source: 'bayplan',
    message,
    ...(tag !== undefined && { tags: [tags[tag]] }),
    ...(related !== undefined && {
      relatedInformation: related.map((other) => ({ location: { uri, range: convert.range(other.span) }, message: other.message })),
    }),
    ...(path !== undefined && { data: { path } }),
  }
}

/** 64 bits of all that is said as letters and digits: two 32-bit hashes in the manner of FNV-1a, unlike enough not to collide together. */
function fingerprint(items: readonly Diagnostic[]): string {
  let a = 0x811c9dc5
  let b = 0x1000193
  const take = (code: number) => {
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 15)
  }
  const takeText = (text: string) => {
    for (let i = 0; i < text.length; i++) take(text.charCodeAt(i))
    take(-1)
  }
  const takeRange = ({ start, end }: Diagnostic['range']) => {
    take(start.line)
    take(start.character)
    take(end.line)
    take(end.character)
  }
  for (const { range, severity = 0, code = '', message, tags: marks = [], relatedInformation = [], data } of items) {
    takeRange(range)
    take(severity)
    takeText(String(code))
    for (const mark of marks) take(mark)
    takeText(data?.path ?? '')
    takeText(String(message))
    for (const related of relatedInformation) {
      takeRange(related.location.range)
      takeText(related.message)
    }
    take(-2)
  }
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}`
}
