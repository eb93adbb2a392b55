import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { after } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  ApplyWorkspaceEditRequest,
  type ClientCapabilities,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  ExitNotification,
  FileChangeType,
  type FileEvent,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Registration,
  RegistrationRequest,
  ShowMessageNotification,
  ShowMessageRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node'

/** What an editor of today can do; tests take things away from it or add to it. */
export const modernClient: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    diagnostic: { relatedDocumentSupport: false },
    publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true, dataSupport: true },
    completion: {
      completionItem: {
        snippetSupport: true,
        labelDetailsSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        insertTextModeSupport: { valueSet: [1, 2] },
        resolveSupport: { properties: ['documentation'] },
      },
      completionList: { itemDefaults: ['editRange', 'insertTextFormat', 'insertTextMode', 'data'] },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: {
      dataSupport: true,
      isPreferredSupport: true,
      resolveSupport: { properties: ['edit'] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source', 'source.fixAll'] } },
    },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    foldingRange: { lineFoldingOnly: true },
    rename: { prepareSupport: true },
  },
}

export interface SessionOptions {
  readonly capabilities?: ClientCapabilities
  /** Paths of workspace folders. */
  readonly folders?: readonly string[]
  readonly initializationOptions?: unknown
  /** The answer to `workspace/configuration` for a section, `bayplan` as a rule, of a document. */
  readonly configuration?: (uri: string, section: string) => unknown
  /** `source`: as it stands in `server/src`, the default but for `npm test`. `dist`: the bundle, after a build. Or the arguments of another server. */
  readonly server?: 'source' | 'dist' | readonly string[]
  /** Modules loaded in front of the server. */
  readonly preload?: readonly string[]
  readonly rootUri?: string
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A client and a server of its own process, speaking over stdio. */
export interface Session {
  readonly connection: ProtocolConnection
  readonly server: InitializeResult
  readonly process: ChildProcess
  /** Everything written with `window/logMessage`, oldest first. */
  readonly log: readonly string[]
  /** Everything that would have popped up. */
  readonly popups: readonly string[]
  /** What the server wrote to its standard error. */
  stderr(): string
  /** What the server asked to be told of. */
  readonly registrations: readonly Registration[]
  /** How often the server asked for all diagnostics to be pulled again. */
  refreshes(): number
  /** Opens a text; `name` is a path or an address. The address comes back. */
  open(name: string, text: string, languageId?: string, version?: number): string
  /** Replaces the text, wholly or by changes. */
  change(uri: string, text: string | TextDocumentContentChangeEvent[]): void
  close(uri: string): void
  save(uri: string): void
  /** Pulls the diagnostics of a document. */
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>
  /** The messages of a pull, each with its code. */
  messages(uri: string): Promise<readonly string[]>
  /** Waits for pushed diagnostics that `wanted` accepts; those that came before count too, the last of an address only. */
  pushed(uri: string, wanted?: (params: PublishDiagnosticsParams) => boolean): Promise<readonly Diagnostic[]>
  /** The diagnostics that are pushed next, whatever came before. */
  nextPush(uri: string): Promise<readonly Diagnostic[]>
  changeConfiguration(settings: unknown): void
  filesChanged(...paths: string[]): void
  /** Waits until something holds; fails after five seconds. */
  until(what: string, holds: () => boolean): Promise<void>
  /** Shuts the server down; the exit code comes back. */
  stop(): Promise<number | null>
}

/** Servers that have not ended yet. */
const running = new Set<ChildProcess>()

// A test that fails on the way does not stop its session, and its process would wait for it for ever. Hooks of the file itself come later than this one.
if (process.env.NODE_TEST_CONTEXT !== undefined) {
  after(() => {
    setTimeout(() => {
      for (const child of running) child.kill('SIGKILL')
    }, 3000).unref()
  })
}

/** Starts a server and says hello to it. */
export async function startSession(options: SessionOptions = {}): Promise<Session> {
  const child = spawn(process.execPath, serverArguments(options), { cwd: root, stdio: 'pipe' })
  running.add(child)
  child.once('exit', () => running.delete(child))
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  const log: string[] = []
  const popups: string[] = []
  const registrations: Registration[] = []
  const pushes = new Map<string, PublishDiagnosticsParams>()
  const versions = new Map<string, number>()
  let refreshes = 0
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  let poke = () => {}
  const heard = () => poke()
  connection.onNotification(LogMessageNotification.type, ({ message }) => void log.push(message))
  connection.onNotification(ShowMessageNotification.type, ({ message }) => void popups.push(message))
  connection.onRequest(ShowMessageRequest.type, ({ message }) => {
    popups.push(message)
    return null
  })
  connection.onRequest(ApplyWorkspaceEditRequest.type, () => ({ applied: false }))
  connection.onRequest(RegistrationRequest.type, (params) => {
    registrations.push(...params.registrations)
    heard()
  })
  connection.onRequest(DiagnosticRefreshRequest.type, () => {
    refreshes++
    heard()
  })
  connection.onRequest(ConfigurationRequest.type, ({ items }) =>
    items.map(({ scopeUri, section }) => options.configuration?.(scopeUri ?? '', section ?? '') ?? null),
  )
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    pushes.set(params.uri, params)
    heard()
  })
  connection.listen()
  const server = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: options.rootUri ?? null,
    capabilities: options.capabilities ?? modernClient,
    workspaceFolders: options.folders?.map((path) => ({ uri: addressOf(path), name: path })) ?? null,
    initializationOptions: options.initializationOptions,
  })
  await connection.sendNotification(InitializedNotification.type, {})

  const until = async (what: string, holds: () => boolean) => {
    const deadline = Date.now() + 5000
    while (!holds()) {
      if (Date.now() > deadline) throw new Error(`waited in vain for ${what}\n${log.join('\n')}`)
      await new Promise<void>((resolve) => {
        poke = resolve
        setTimeout(resolve, 20)
      })
    }
  }
  const session: Session = {
    connection,
    server,
    process: child,
    log,
    popups,
    registrations,
    stderr: () => stderr,
    refreshes: () => refreshes,
    open(name, text, languageId = 'ecs-task-definition', version = 1) {
      const uri = addressOf(name)
      versions.set(uri, version)
      void connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId, version, text } })
      return uri
    },
    change(uri, text) {
      const version = (versions.get(uri) ?? 0) + 1
      versions.set(uri, version)
      const contentChanges = typeof text === 'string' ? [{ text }] : text
      void connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges })
    },
    close: (uri) => void connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } }),
    save: (uri) => void connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } }),
    pull: (uri, previousResultId) =>
      connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri },
        ...(previousResultId !== undefined && { previousResultId }),
      }),
    async messages(uri) {
      const report = await session.pull(uri)
      return report.kind === 'full' ? report.items.map(({ message, code }) => `${message} (${code})`) : ['unchanged']
    },
    async pushed(uri, wanted = () => true) {
      await until(`diagnostics of ${uri}`, () => {
        const last = pushes.get(uri)
        return last !== undefined && wanted(last)
      })
      return pushes.get(uri)?.diagnostics ?? []
    },
    nextPush(uri) {
      const known = pushes.get(uri)
      return session.pushed(uri, (last) => last !== known)
    },
    changeConfiguration: (settings) => void connection.sendNotification(DidChangeConfigurationNotification.type, { settings }),
    filesChanged: (...paths) =>
      void connection.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: paths.map((path): FileEvent => ({ uri: addressOf(path), type: FileChangeType.Changed })),
      }),
    until,
    async stop() {
      await connection.sendRequest(ShutdownRequest.type)
      const ended = once(child, 'exit')
      await connection.sendNotification(ExitNotification.type)
      const [code] = await ended
      connection.dispose()
      return code
    },
  }
  return session
}

/** `npm test` has just built the bundle, which starts in a tenth of the time. */
const usual = process.env.BAYPLAN_SERVER === 'dist' ? 'dist' : 'source'

function serverArguments({ server = usual, preload = [] }: SessionOptions): readonly string[] {
  if (typeof server !== 'string') return server
  const entry = server === 'source' ? ['--import', 'tsx', 'server/src/main.ts'] : ['dist/server.cjs']
  return [...preload.flatMap((module) => ['--import', module]), ...entry, '--stdio']
}

/** The address of a path; addresses stay what they are. */
export function addressOf(path: string): string {
  return /^[a-z][\w+.-]+:/i.test(path) ? path : pathToFileURL(path).href
}

/** A text with `<|>` in it as the text without, and where it was. */
export function cursorIn(marked: string): {
  readonly text: string
  readonly offset: number
  readonly position: { line: number; character: number }
} {
  const offset = marked.indexOf('<|>')
  if (offset < 0) throw new Error('the text has no <|>')
  const before = marked.slice(0, offset).split('\n')
  return { text: marked.replace('<|>', ''), offset, position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } }
}
