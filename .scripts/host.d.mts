/** A VS Code that is being served. */
export interface Served {
  readonly address: string
  stop(): void
  /** What it has printed so far. */
  readonly log: readonly string[]
  readonly ended: Promise<unknown>
}

export interface Folders {
  readonly data: string
  readonly extensions: string
}

export function host(): Promise<{ readonly node: string; readonly server: string }>
export function freePort(): Promise<number>
export function serve(options: Folders & { readonly port?: number | string; readonly flags?: readonly string[] }): Promise<Served>
export function installExtension(vsix: string, folders: Folders): Promise<void>
export function writeUserSettings(data: string, values?: Readonly<Record<string, unknown>>): void
