import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type ResponseError,
} from 'vscode-languageserver'
import { fixAll } from '../../features/fix.ts'
import type { Reading } from '../../languages/language.ts'
import type { RuleSettings } from '../../rules/run.ts'
import { type Finding, type Fix, fixesOf } from '../../text/finding.ts'
import type { OpenDocument } from '../documents.ts'
import { diagnosticOf, findingsOf, rulesFor } from '../report.ts'
import { about, cancelled, type Server, type Service } from '../server.ts'
import { workspaceEdit } from '../workspace-edit.ts'

/** Everything at once; editors run it on save where `source.fixAll` is set. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.bayplan`

/** `textDocument/codeAction`: the fixes of findings in a range, and fix-all for the document. */
export const codeAction: Service = {
  capabilities: () => ({ codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] } }),
  listen(server) {
    server.connection.onCodeAction((params, token) => answer(server, params, token))
  },
}

async function answer(server: Server, params: CodeActionParams, token: CancellationToken): Promise<CodeAction[] | ResponseError<never>> {
  const rules = await rulesFor(server, params.textDocument.uri)
  if (token.isCancellationRequested) return cancelled
  return about(server, 'code actions', [], ({ document, reading }) => [
    ...(wants(params, CodeActionKind.QuickFix) ? quickFixes(server, document, reading, rules, params) : []),
    ...(wants(params, fixAllKind) ? fixAllAction(server, document, reading, rules) : []),
  ])(params)
}

/** Whether a kind was asked for: kinds are a tree, and asking for nothing in particular asks for all but source actions. */
function wants({ context: { only } }: CodeActionParams, kind: string): boolean {
  if (only === undefined) return !kind.startsWith(CodeActionKind.Source)
  return only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`))
}

function quickFixes(
  server: Server,
  document: OpenDocument,
  reading: Reading,
  rules: RuleSettings,
  { range, context }: CodeActionParams,
): CodeAction[] {
  const where = document.convert.span(range)
  const near = findingsOf(server, document, rules).filter(({ span }) => span.start <= where.end && where.start <= span.end)
  const mended = near.flatMap((finding) => actionsOf(finding, fixesOf(finding), true, document, context.diagnostics, server))
  const silenced = near.flatMap((finding) =>
    actionsOf(finding, reading.suppress?.(finding) ?? [], false, document, context.diagnostics, server),
  )
  return [...mended, ...silenced]
}

/** One action for each fix; the first is the preferred one where the fixes mend the finding. */
function actionsOf(
  finding: Finding,
  fixes: readonly Fix[],
  mends: boolean,
  document: OpenDocument,
  shown: readonly Diagnostic[],
  { client }: Server,
): CodeAction[] {
  if (fixes.length === 0) return []
  const own = diagnosticOf(finding, document)
  const diagnostic = shown.find((one) => one.code === own.code && sameStart(one, own)) ?? own
  return fixes.map((fix, i) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(i === 0 && mends && { isPreferred: true }),
    edit: workspaceEdit(document, fix.edits, client),
  }))
}

function sameStart({ range: { start: a } }: Diagnostic, { range: { start: b } }: Diagnostic): boolean {
  return a.line === b.line && a.character === b.character
}

function fixAllAction({ client }: Server, document: OpenDocument, reading: Reading, rules: RuleSettings): CodeAction[] {
  const edits = document.language === undefined ? [] : fixAll(document.language, reading, rules)
  if (edits.length === 0) return []
  return [{ title: 'Fix all findings of Bayplan', kind: fixAllKind, edit: workspaceEdit(document, edits, client) }]
}
