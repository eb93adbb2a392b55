import { type TextDocument, Uri } from 'vscode'
import {
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  type LanguageClient,
  type Middleware,
  vsdiag,
} from 'vscode-languageclient/node'
import type { Part } from './coexistence.ts'
import type { Given } from './neighbours.ts'
import { readAs } from './reads.ts'

/**
 * What stands between the editor and the server: the server hears only of documents it reads, and is asked only for what is shown.
 * The editor offers every YAML and JSON document; one that becomes a manifest while it is written is told of then.
 */
export function middlewareFor(given: Given, client: () => LanguageClient): Middleware {
  return { ...synchronisation(client), ...questions(given), ...reports(given) }
}

function synchronisation(client: () => LanguageClient): Middleware {
  const told = new Set<string>()
  const key = (document: TextDocument) => document.uri.toString()
  const nothing = Promise.resolve()
  return {
    didOpen(document, next) {
      told.delete(key(document))
      if (readAs(document) === undefined) return nothing
      told.add(key(document))
      // As what it was until now it had no findings; that answer must not stand for what it is now.
      client().getFeature(DocumentDiagnosticRequest.method)?.getProvider(document)?.forget(document)
      return next(document)
    },
    didChange(event, next) {
      const { document } = event
      if (told.has(key(document))) return next(event)
      if (readAs(document) === undefined) return nothing
      return client().getFeature(DidOpenTextDocumentNotification.method).getProvider(document)?.send(document) ?? nothing
    },
    didSave: (document, next) => (told.has(key(document)) ? next(document) : nothing),
    didClose: (document, next) => (told.delete(key(document)) ? next(document) : nothing),
  }
}

function questions(given: Given): Middleware {
  const ask = <Rest extends readonly unknown[], Answer>(
    part: Part,
    next: (document: TextDocument, ...rest: Rest) => Answer,
    document: TextDocument,
    ...rest: Rest
  ): Answer | undefined => (given.shows(document, part) ? next(document, ...rest) : undefined)
  return {
    provideCompletionItem: (document, at, context, token, next) => ask('completion', next, document, at, context, token),
    provideHover: (document, at, token, next) => ask('hover', next, document, at, token),
    provideDocumentSymbols: (document, token, next) => ask('outline', next, document, token),
    provideFoldingRanges: (document, context, token, next) => ask('folding', next, document, context, token),
    provideSelectionRanges: (document, at, token, next) => ask('selection', next, document, at, token),
    provideDocumentLinks: (document, token, next) => ask('links', next, document, token),
    provideDefinition: (document, at, token, next) => ask('names', next, document, at, token),
    provideReferences: (document, at, options, token, next) => ask('names', next, document, at, options, token),
    provideDocumentHighlights: (document, at, token, next) => ask('names', next, document, at, token),
    prepareRename: (document, at, token, next) => ask('names', next, document, at, token),
    provideRenameEdits: (document, at, name, token, next) => ask('names', next, document, at, name, token),
    provideDocumentSemanticTokens: (document, token, next) => ask('colours', next, document, token),
    provideCodeActions: (document, range, context, token, next) =>
      readAs(document) === undefined ? undefined : next(document, range, context, token),
  }
}

/** Findings of documents that are read; a rule whose findings somebody else shows is off, unless the settings name it. */
function reports(given: Given): Middleware {
  return {
    provideDiagnostics(document, previous, token, next) {
      const unread = 'languageId' in document && readAs(document) === undefined
      return unread ? { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] } : next(document, previous, token)
    },
    workspace: {
      async configuration(params, token, next) {
        const answers = await next(params, token)
        if (!Array.isArray(answers)) return answers
        return answers.map((answer, index) => withRulesOff(answer, given, params.items[index]?.scopeUri))
      },
    },
  }
}

function withRulesOff(answer: unknown, given: Given, scope: string | undefined): unknown {
  if (scope === undefined || typeof answer !== 'object' || answer === null || !('rules' in answer)) return answer
  const off = Object.fromEntries(given.rulesLeft(Uri.parse(scope)).map((code) => [code, 'off']))
  return { ...answer, rules: { ...off, ...(answer.rules as object) } }
}
