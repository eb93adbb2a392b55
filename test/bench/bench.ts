import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node'
import type { Language } from '../../server/src/languages/language.ts'
import type { Session } from '../session/client.ts'

/** One document, asked of Bayplan and of the server that people use for it today. */
export interface Bench {
  readonly name: string
  /** What the document is, with its size. */
  readonly title: string
  readonly fileName: string
  readonly text: string
  /** A small edit as a person makes it; every call changes the text once more. `round` counts from zero. */
  edit(round: number): readonly TextDocumentContentChangeEvent[]
  /** Where completion and hover are asked for, before and after every edit alike. */
  readonly completionAt: Position
  readonly hoverAt: Position
  /** Whether semantic tokens are asked for too. */
  readonly tokens?: true
  /** There are many findings that no edit changes: what it takes to be sent them all the same is measured too. */
  readonly many?: true
  readonly ours: Contestant
  readonly peer: Contestant & { readonly package: string; readonly version: string }
}

/** A server as a bench starts it. */
export interface Contestant {
  readonly name: string
  readonly languageId: string
  /** It cannot be asked for diagnostics: it sends them when it likes. */
  readonly pushes?: true
  /** Arguments for Node, for the folder of the packages that were installed for benches. */
  command(packages: string): readonly string[]
  /** Milliseconds it waits on purpose before it pushes: time for its user, but not work. */
  readonly debounce?: number
  /** What it is told when it asks for a section of the settings. */
  configuration?(section: string, packages: string): unknown
  /** Tells it what it must know before the first document, such as a schema. */
  prepare?(session: Session): void
}

/** Answers a server that asks for its settings: rules of taste are off by default, and a bench has all of them work. */
export function everyRuleOn({ rules }: Pick<Language, 'rules'>): (section: string) => unknown {
  const on = Object.fromEntries(rules.flatMap(({ id, severity }) => (severity === 'off' ? [[id, 'hint']] : [])))
  return (section) => (section === 'bayplan' ? { rules: on } : null)
}

export interface Position {
  readonly line: number
  readonly character: number
}

/** The position of the first `needle` in a text, `offset` characters into it. */
export function positionOf(text: string, needle: string, offset = 0): Position {
  const at = text.indexOf(needle)
  if (at < 0) throw new Error(`the text has no ${needle}`)
  const before = text.slice(0, at + offset).split('\n')
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 }
}
