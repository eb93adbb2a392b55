import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError, type ServerCapabilities } from 'vscode-languageserver'
import type { Reading } from '../languages/language.ts'
import type { Beside } from './beside.ts'
import type { Client } from './client.ts'
import type { Documents, FindLanguage, OpenDocument } from './documents.ts'
import type { Files } from './files.ts'
import type { Log } from './log.ts'
import type { SettingsStore } from './settings.ts'
import type { SurroundingsStore } from './surroundings.ts'

/** What every request may use. */
export interface Server {
  readonly connection: Connection
  readonly client: Client
  readonly documents: Documents
  readonly settings: SettingsStore
  readonly surroundings: SurroundingsStore
  readonly files: Files
  readonly log: Log
  readonly findLanguage: FindLanguage
  readonly beside: Beside
  /** Addresses of the workspace folders at the moment, without a slash at the end. */
  folders(): readonly string[]
  /** Told when files beside the open documents may have changed. */
  onFiles(listener: () => void): void
}

/** One thing that an editor may ask: what is announced for it, and who answers. */
export interface Service {
  capabilities(client: Client): ServerCapabilities
  /** Registers the handlers; called once, before the client hears what is announced. */
  listen(server: Server): void
}

/** A document with what its language makes of it. */
export interface Asked {
  readonly document: OpenDocument
  readonly reading: Reading
}

/** The part of request parameters that says about which document. */
export interface About {
  readonly textDocument: { readonly uri: string }
}

/** What a request ends with if its client no longer waits. */
export const cancelled = new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'cancelled')

/**
 * A handler for requests about one document. It answers `none` for documents that are closed or of no language of ours, and where
 * `answer` fails, which the log hears of: a bug costs one answer, never the connection.
 */
export function about<P extends About, R, N>(
  { documents, log }: Pick<Server, 'documents' | 'log'>,
  name: string,
  none: N,
  answer: (asked: Asked, params: P) => R,
): (params: P, token?: CancellationToken) => R | N | ResponseError<never> {
  return (params, token) => {
    if (token?.isCancellationRequested) return cancelled
    const document = documents.get(params.textDocument.uri)
    return attempt(log, name, none, () => {
      const reading = document?.reading()
      return document === undefined || reading === undefined ? none : answer({ document, reading }, params)
    })
  }
}

/** What `make` gives, or `none` where it fails; the log hears of it. Errors meant for the client pass. */
export function attempt<R, N>(log: Log, name: string, none: N, make: () => R): R | N {
  try {
    return make()
  } catch (error) {
    if (error instanceof ResponseError) throw error
    log.bug(name, error)
    return none
  }
}
