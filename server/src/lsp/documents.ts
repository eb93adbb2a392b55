import type { Connection, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { looksAround } from '../features/surroundings.ts'
import type { Language, Reading, Surroundings } from '../languages/language.ts'
import { linesOf } from '../text/lines.ts'
import type { Beside } from './beside.ts'
import { type Convert, converter, type Encoding } from './convert.ts'
import type { SurroundingsStore } from './surroundings.ts'

/**
 * Nobody writes longer texts by hand, and the services take far shorter ones (a task definition 64 KiB); up to here everything is
 * answered in less than a second. In UTF-16 code units.
 */
export const maxLength = 1024 * 1024

/** One version of an open document. It never changes; an edit makes another. */
export interface OpenDocument {
  readonly uri: string
  readonly version: number
  readonly text: string
  /** Undefined for texts that no language of ours claims, such as a JSON file about something else. */
  readonly language: Language | undefined
  readonly convert: Convert
  /** Whether the text is larger than `maxLength`: then it is not read, and has neither findings nor anything else. */
  readonly tooLarge: boolean
  /** What the language makes of the text; read when first asked for, and again when the files around it have changed. Undefined where there is no language. Beside another extension, only what that one lacks. */
  reading(): Reading | undefined
}

export interface Documents {
  get(uri: string): OpenDocument | undefined
  all(): readonly OpenDocument[]
  /** Told of every document after it was opened, edited or closed (then it is no longer among `all`). */
  onChange(listener: (change: 'opened' | 'edited' | 'closed', document: OpenDocument) => void): void
}

/** Finds the language of a text by the id the editor gave it and by its name. */
export type FindLanguage = (editorId: string, uri: string, text: string) => Language | undefined

/** Keeps the open documents as the connection reports them. Versions of different openings of a file are never mixed up. */
export function openDocuments(
  connection: Connection,
  encoding: Encoding,
  findLanguage: FindLanguage,
  beside: Pick<Beside, 'has'>,
  surroundings: Pick<SurroundingsStore, 'of'>,
): Documents {
  const open = new Map<string, Held>()
  const listeners: Parameters<Documents['onChange']>[0][] = []
  const tell: (typeof listeners)[0] = (change, document) => {
    for (const listener of listeners) listener(change, document)
  }
  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    const held = { source: TextDocument.create(uri, languageId, version, text), last: undefined }
    tell('opened', keep(uri, held))
  })
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const held = open.get(uri)
    if (held === undefined) return
    for (const change of contentChanges) update(held.source, change, version, encoding)
    tell('edited', keep(uri, held))
  })
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const held = open.get(uri)
    open.delete(uri)
    if (held?.last !== undefined) tell('closed', held.last)
  })
  return {
    get: (uri) => open.get(uri)?.last,
    all: () => [...open.values()].flatMap(({ last }) => last ?? []),
    onChange: (listener) => listeners.push(listener),
  }

  function keep(uri: string, { source, last }: Held): OpenDocument {
    const document = documentOf(source, encoding, findLanguage, beside, surroundings, last)
    open.set(uri, { source, last: document })
    return document
  }
}

/** A document of a file that is not open. */
export function closedDocument(
  uri: string,
  text: string,
  encoding: Encoding,
  findLanguage: FindLanguage,
  beside: Pick<Beside, 'has'>,
  surroundings: Pick<SurroundingsStore, 'of'>,
): OpenDocument {
  return documentOf(TextDocument.create(uri, '', 0, text), encoding, findLanguage, beside, surroundings, undefined)
}

interface Held {
  /** Takes the edits; changes in place. */
  readonly source: TextDocument
  readonly last: Version | undefined
}

/** A document with the reading that the next version may build on: its own, or that of the last version that was read at all. */
interface Version extends OpenDocument {
  latest(): Reading | undefined
}

function documentOf(
  source: TextDocument,
  encoding: Encoding,
  findLanguage: FindLanguage,
  beside: Pick<Beside, 'has'>,
  surroundings: Pick<SurroundingsStore, 'of'>,
  before: Version | undefined,
): Version {
  const { uri, version } = source
  const text = source.getText()
  const language = findLanguage(source.languageId, uri, text)
  const tooLarge = text.length > maxLength
  let usable = before !== undefined && before.language === language ? before.latest() : undefined
  let own: Reading | undefined
  let shared: Reading | undefined
  let readWith: Surroundings | undefined
  return {
    uri,
    version,
    text,
    language,
    tooLarge,
    convert: converter(lazyLines(text), () => text, encoding),
    reading() {
      const around = looksAround(language) ? (surroundings.of(uri) ?? nothingAround) : undefined
      if (!tooLarge && (own === undefined || around !== readWith)) {
        own = language?.read(text, own ?? usable, around)
        // No longer needed, and as large as its text.
        usable = undefined
        readWith = around
        shared = undefined
      }
      if (own === undefined || language?.beside === undefined || !beside.has(language.id)) return own
      shared ??= language.beside(own)
      return shared
    },
    latest: () => own ?? usable,
  }
}

const nothingAround: Surroundings = {}

function lazyLines(text: string) {
  let lines: ReturnType<typeof linesOf> | undefined
  const made = () => {
    lines ??= linesOf(text)
    return lines
  }
  return {
    position: (offset: number) => made().position(offset),
    offset: (position: { line: number; character: number }) => made().offset(position),
  }
}

/** Applies one change; its range counts in the text as the changes before it left it. */
function update(source: TextDocument, change: TextDocumentContentChangeEvent, version: number, encoding: Encoding): void {
  TextDocument.update(source, ['range' in change && encoding !== 'utf-16' ? inUtf16(source, change, encoding) : change], version)
}

function inUtf16(source: TextDocument, change: Extract<TextDocumentContentChangeEvent, { range: Range }>, encoding: Encoding) {
  const lines = {
    position: (at: number) => source.positionAt(at),
    offset: (at: Parameters<TextDocument['offsetAt']>[0]) => source.offsetAt(at),
  }
  const { start, end } = converter(lines, () => source.getText(), encoding).span(change.range)
  return { range: { start: source.positionAt(start), end: source.positionAt(end) }, text: change.text }
}
