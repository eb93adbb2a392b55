import type { Connection } from 'vscode-languageserver'
import type { LanguageId } from '../languages/language.ts'
import type { BesideNotification, InitializationOptions } from '../protocol.ts'

/** Which languages a neighbour of ours serves too, as the client tells it; of a client that tells nothing, none. */
export interface Beside {
  has(language: LanguageId): boolean
  /** Told when that has changed. */
  onChange(listener: () => void): void
}

/** Listens to what the client says about other extensions. */
export function besideOthers(connection: Connection, initial: InitializationOptions['beside']): Beside {
  const method: BesideNotification['method'] = 'bayplan/beside'
  const listeners: (() => void)[] = []
  let shared = named(initial)
  connection.onNotification(method, (params?: Partial<BesideNotification['params']>) => {
    shared = named(params?.languages)
    for (const listener of listeners) listener()
  })
  return { has: (language) => shared.has(language), onChange: (listener) => listeners.push(listener) }
}

/** Whatever comes over the wire, as a set of names. */
function named(languages: unknown): ReadonlySet<unknown> {
  return new Set(Array.isArray(languages) ? languages : [])
}
