/**
 * The files beside the open documents, as far as the server may see them. The composition root hands it in, so that nothing below
 * it touches a disk; where there is none (a web worker), nothing is found.
 */
export interface Files {
  /** The text of a file as UTF-8; undefined if there is none, it cannot be read or it is larger than anyone would write by hand. */
  read(uri: string): Promise<string | undefined>
  /** The files below a folder whose name `wanted` accepts, in the order of their addresses; folders that hold no sources are left out. */
  list(folder: string, wanted: (name: string) => boolean): Promise<readonly FileEntry[]>
  /**
   * The paths of all files below a folder, relative to it and with `/`, in order; a folder that holds no sources ends with `/` and is not
   * looked into. Undefined where there are more than anyone needs, or the folder cannot be read.
   */
  tree(folder: string): Promise<readonly string[] | undefined>
}

/** A file that was found. */
export interface FileEntry {
  readonly uri: string
  /** Changes whenever the content does. */
  readonly stamp: string
}

/** For hosts without files: only what is open exists. */
export const noFiles: Files = {
  read: async () => undefined,
  list: async () => [],
  tree: async () => undefined,
}
