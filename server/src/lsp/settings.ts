import type { Connection } from 'vscode-languageserver'
import { rulesInForce } from '../features/rules-in-force.ts'
import { noSettings, readSettingsFile, type Settings, type SettingsProblem, settingsFileName, settingsOf } from '../features/settings.ts'
import type { RuleSettings } from '../rules/run.ts'
import { liesIn, parentOf, resolvePath } from './address.ts'
import type { Client } from './client.ts'
import type { Files } from './files.ts'
import type { Log } from './log.ts'

/** What counts for one document, from the editor's settings and the nearest settings file; of both the file goes first. */
export interface SettingsStore {
  rules(uri: string): Promise<RuleSettings>
  /** The text of the cluster model that the settings name; undefined where they name none or it cannot be read. */
  clusterModel(uri: string): Promise<string | undefined>
  /** Forgets what was read from settings files; they are read again when next needed. */
  forgetFiles(): void
  /** The same, and tells that what counts may have changed. */
  filesChanged(): void
  /** Told when what counts may have changed. */
  onChange(listener: () => void): void
}

export interface SettingsOptions {
  readonly connection: Connection
  readonly client: Client
  readonly files: Files
  readonly log: Log
  /** Addresses of the workspace folders at the moment, without a slash at the end. */
  readonly folders: () => readonly string[]
  /** Settings from `initialize`, for clients that are not asked. */
  readonly initial: unknown
  /** Every name a rule has. */
  readonly codes: () => ReadonlySet<string>
  /** Hears of every place where a settings file was looked for: its text, and what is wrong in it. */
  readonly readFile: (uri: string, text: string, problems: readonly SettingsProblem[]) => void
}

/** Keeps settings until somebody says that they changed, so that a keystroke never waits for them. */
export function settingsStore(options: SettingsOptions): SettingsStore {
  const { connection, client, log } = options
  const listeners: (() => void)[] = []
  const asked = new Map<string, Promise<Settings>>()
  const found = new Map<string, Promise<Located | undefined>>()
  let sent = settingsOf(options.initial)
  connection.onDidChangeConfiguration(({ settings }) => {
    sent = settingsOf(settings?.bayplan ?? settings)
    asked.clear()
    tell()
  })
  return {
    async rules(uri) {
      const [editor, file] = await Promise.all([editorSettings(uri), fileSettings(uri)])
      return rulesInForce(editor, file?.settings)
    },
    async clusterModel(uri) {
      const [editor, file] = await Promise.all([editorSettings(uri), fileSettings(uri)])
      const base = options.folders().find((folder) => liesIn(uri, folder)) ?? parentOf(uri)
      const address = named(file?.folder, file?.settings.clusterModel) ?? named(base, editor.clusterModel)
      return address === undefined ? undefined : options.files.read(address)
    },
    forgetFiles: () => found.clear(),
    filesChanged() {
      found.clear()
      tell()
    },
    onChange: (listener) => listeners.push(listener),
  }

  function tell(): void {
    for (const listener of listeners) listener()
  }

  function editorSettings(uri: string): Promise<Settings> {
    if (!client.answersConfiguration) return Promise.resolve(sent)
    return cached(asked, uri, async () => {
      try {
        return settingsOf(await connection.workspace.getConfiguration({ scopeUri: uri, section: 'bayplan' }))
      } catch (error) {
        log.bug('asking for settings', error)
        return noSettings
      }
    })
  }

  function fileSettings(uri: string): Promise<Located | undefined> {
    const folder = parentOf(uri)
    return folder === undefined ? Promise.resolve(undefined) : nearest(folder)
  }

  function nearest(folder: string): Promise<Located | undefined> {
    return cached(found, folder, async () => {
      const uri = `${folder}/${settingsFileName}`
      const text = await options.files.read(uri)
      const file = text === undefined ? undefined : readSettingsFile(text, options.codes())
      options.readFile(uri, text ?? '', file?.problems ?? [])
      if (file !== undefined) return { folder, settings: file.settings }
      const parent = options.folders().includes(folder) ? undefined : parentOf(folder)
      return parent === undefined ? undefined : nearest(parent)
    })
  }
}

interface Located {
  readonly folder: string
  readonly settings: Settings
}

function named(folder: string | undefined, path: string | undefined): string | undefined {
  return folder === undefined || path === undefined || path === '' ? undefined : resolvePath(folder, path)
}

function cached<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key)
  if (known !== undefined) return known
  const made = make()
  cache.set(key, made)
  return made
}
