import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver'
import { diagnose, diagnoseParts, inOrderOnce } from '../features/diagnose.ts'
import { pageAddress } from '../features/page.ts'
import type { FoundPart } from '../languages/language.ts'
import type { RuleSettings } from '../rules/run.ts'
import type { Finding } from '../text/finding.ts'
import { movedSpan, type Span } from '../text/span.ts'
import { maxLength, type OpenDocument } from './documents.ts'
import { attempt, type Server } from './server.ts'

/** All diagnostics of one version of a document under certain settings. */
export interface Report {
  /** The same for the same diagnostics, whatever happened between: what an editor need not be sent again. */
  readonly resultId: string
  readonly items: readonly Diagnostic[]
  /** The same by parts, for the report of the next version. */
  readonly parts: readonly ReportPart[]
}

/** The diagnostics of a part of a document. They hold as long as its findings do and its first line is the same. */
interface ReportPart {
  readonly findings: readonly Finding[]
  readonly line: number
  readonly items: readonly Diagnostic[]
  readonly print: Print
}

/** More findings than anyone reads only slow the editor down. */
const most = 1000

/** The report of a document without findings. */
export const nothingWrong: Report = { resultId: idOf([]), items: [], parts: [] }

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

/** Checks a document; nothing is wrong with one that is of no language of ours. Of the report `before` an edit is kept what still holds. */
export function reportOf({ log }: Pick<Server, 'log'>, document: OpenDocument, rules: RuleSettings, before: Report = nothingWrong): Report {
  const known = new Map(before.parts.map((part) => [part.findings, part]))
  const parts = foundIn({ log }, document, rules).map((part) => reportPart(part, document, known.get(part.findings)))
  const items = parts.flatMap((part) => part.items)
  return { resultId: idOf(parts.map(({ print }) => print)), items: items.length > most ? items.slice(0, most) : items, parts }
}

function foundIn({ log }: Pick<Server, 'log'>, document: OpenDocument, rules: RuleSettings): readonly FoundPart[] {
  if (document.tooLarge && document.language) return [{ start: 0, findings: [tooLarge(document)] }]
  return attempt(log, 'diagnostics', [], () => {
    const reading = document.reading()
    return reading === undefined ? [] : diagnoseParts(reading, rules, (rule, error) => log.bug(`rule ${rule}`, error))
  })
}

function reportPart({ start, findings }: FoundPart, document: OpenDocument, before: ReportPart | undefined): ReportPart {
  const { line } = document.convert.position(start)
  if (before?.line === line) return before
  const items = inOrderOnce(findings).map((finding) => diagnosticOf(finding, document, start))
  return { findings, line, items, print: printOf(items) }
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

/** A finding as editors show it; its spans count from `start`. */
export function diagnosticOf(finding: Finding, { uri, convert }: Pick<OpenDocument, 'uri' | 'convert'>, start = 0): Diagnostic {
  const { code, severity, message, related, tag } = finding
  const rangeOf = (where: Span) => convert.range(movedSpan(where, start))
  const diagnostic: Diagnostic = { range: rangeOf(finding.span), severity: severities[severity], code, source: 'bayplan', message }
  const href = pageAddress(code)
  if (href !== undefined) diagnostic.codeDescription = { href }
  if (tag !== undefined) diagnostic.tags = [tags[tag]]
  if (related !== undefined)
    diagnostic.relatedInformation = related.map((other) => ({ location: { uri, range: rangeOf(other.span) }, message: other.message }))
  return diagnostic
}

/** 64 bits: two 32-bit hashes in the manner of FNV-1a, unlike enough not to collide together. */
interface Print {
  readonly a: number
  readonly b: number
}

function idOf(prints: readonly Print[]): string {
  const { a, b } = hashed((take) => {
    for (const print of prints) {
      take(print.a)
      take(print.b)
    }
  })
  return `${a.toString(36)}.${b.toString(36)}`
}

/** The print of all that is said. */
function printOf(items: readonly Diagnostic[]): Print {
  return hashed((take) => {
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
    for (const { range, severity = 0, code = '', message, tags: marks = [], relatedInformation = [] } of items) {
      takeRange(range)
      take(severity)
      takeText(String(code))
      for (const mark of marks) take(mark)
      takeText(String(message))
      for (const related of relatedInformation) {
        takeRange(related.location.range)
        takeText(related.message)
      }
      take(-2)
    }
  })
}

function hashed(give: (take: (code: number) => void) => void): Print {
  let a = 0x811c9dc5
  let b = 0x1000193
  give((code) => {
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 15)
  })
  return { a: a >>> 0, b: b >>> 0 }
}
