import type { Help, Source } from '../../../server/src/protocol.ts'

/** What the user can do on the page. */
export interface Actions {
  /** Shows the place in the source that asked for something. */
  reveal(source: Source): void
  /** Changes the definition. */
  apply(edit: NonNullable<Help['edit']>): void
  pickCluster(): void
  pickCount(): void
  /** Back to the source editor. */
  back(): void
  /** Makes a box of the map the one that the Tab key leads to. */
  enter(key: string): void
  /** Draws more boxes. */
  more(): void
}
