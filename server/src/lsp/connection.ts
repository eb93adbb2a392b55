import type { Connection, InitializeParams, InitializeResult, ServerCapabilities } from 'vscode-languageserver'
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, TextDocumentSyncKind } from 'vscode-languageserver'
import { candidateGlobs, mayBeOurs } from '../features/candidates.ts'
import { settingsFileName } from '../features/settings.ts'
import { hadolintFileNames, ignoreFileName } from '../features/surroundings.ts'
import { languageById, languageOf, ruleNames } from '../languages/index.ts'
import type { InitializationOptions } from '../protocol.ts'
import { pathOf } from './address.ts'
import { besideOthers } from './beside.ts'
import { type Client, clientOf } from './client.ts'
import { type FindLanguage, openDocuments } from './documents.ts'
import type { Files } from './files.ts'
import { workspaceFolders } from './folders.ts'
import { logTo } from './log.ts'
import { services } from './requests/index.ts'
import type { Server } from './server.ts'
import { settingsStore } from './settings.ts'
import { settingsFileReporter } from './settings-report.ts'
import { surroundingsStore } from './surroundings.ts'

/** Answers a client over a connection until it ends. What runs beneath differs by host; what is answered does not. */
export function serve(connection: Connection, files: Files, version: string): void {
  connection.onInitialize((params): InitializeResult => {
    const client = clientOf(params)
    const server = assemble(connection, client, files, params)
    for (const service of services) service.listen(server)
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'Bayplan', version } }
  })
  connection.listen()
}

function assemble(connection: Connection, client: Client, files: Files, params: InitializeParams): Server {
  const log = logTo(connection.console)
  const folders = workspaceFolders(connection, params)
  const initial: InitializationOptions | undefined = params.initializationOptions
  const beside = besideOthers(connection, initial?.beside)
  const readFile = settingsFileReporter(connection, client.encoding)
  const surroundings = surroundingsStore({ files, folders, readFile })
  const documents = openDocuments(connection, client.encoding, findLanguage, beside, surroundings)
  const settings = settingsStore({
    connection,
    client,
    files,
    log,
    folders,
    initial: initial?.settings,
    codes: ruleNames,
    readFile,
  })
  settings.onChange(surroundings.forget)
  beside.onChange(() => settings.filesChanged())
  const listeners: (() => void)[] = []
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const uris = changes.map(({ uri }) => uri)
    const settled = uris.some((uri) => uri.endsWith(ignoreFileName) || settingsFiles.some((name) => uri.endsWith(`/${name}`)))
    if (settled || surroundings.dependsOn(uris)) settings.filesChanged()
    if (uris.some((uri) => mayBeOurs(pathOf(uri)))) for (const listener of listeners) listener()
  })
  if (!client.watchesFiles) {
    connection.onDidSaveTextDocument(() => settings.filesChanged())
    documents.onChange((change) => {
      if (change !== 'opened') return
      settings.forgetFiles()
      surroundings.forget()
    })
  }
  connection.onInitialized(() => registerLate(connection, client).catch((error) => log.warn(`changes are not announced: ${error}`)))
  return {
    connection,
    client,
    documents,
    settings,
    surroundings,
    files,
    log,
    findLanguage,
    beside,
    folders,
    onFiles: (listener) => listeners.push(listener),
  }
}

/** The files that say how documents are judged. */
const settingsFiles = [settingsFileName, ...hadolintFileNames]

/** An editor may call a text by one of our languages; else its name and content tell. The name of one that was never saved has no ending. */
const findLanguage: FindLanguage = (editorId, uri, text) => {
  const path = pathOf(uri)
  return languageById(editorId) ?? languageOf(/^(yaml|json)$/.test(editorId) && !/\.\w+$/.test(path) ? `${path}.${editorId}` : path, text)
}

/** Asks to be told of changes that a client announces only on request. */
async function registerLate({ client: remote }: Connection, client: Client): Promise<void> {
  const watchers = [...candidateGlobs, ...settingsFiles.map((name) => `**/${name}`), `**/*${ignoreFileName}`].map((globPattern) => ({
    globPattern,
  }))
  if (client.announcesConfiguration) await remote.register(DidChangeConfigurationNotification.type, { section: 'bayplan' })
  if (client.watchesFiles) await remote.register(DidChangeWatchedFilesNotification.type, { watchers })
}

function capabilitiesFor(client: Client): ServerCapabilities {
  const own: ServerCapabilities = {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  }
  return Object.assign(own, ...services.map((service) => service.capabilities(client)))
}
