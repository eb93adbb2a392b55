/** Writes to the log that the editor shows on demand; nothing here ever pops up. */
export interface Log {
  /** Something the user may want to know. */
  warn(message: string): void
  /** A bug of ours that silenced one answer. The same bug is written once. */
  bug(where: string, error: unknown): void
}

/** A log over the console of a connection. */
export function logTo(console: { warn(message: string): void; error(message: string): void }): Log {
  const seen = new Set<string>()
  return {
    warn: (message) => console.warn(message),
    bug(where, error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
      const key = `${where}: ${words}`
      if (seen.has(key)) return
      if (seen.size < 1000) seen.add(key)
      console.error(`${where} failed; this one answer is missing. ${words}`)
    },
  }
}
