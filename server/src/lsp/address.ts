/** The path part of an address, decoded, with forward slashes: enough to tell a file by its name. Works for every scheme. */
export function pathOf(uri: string): string {
  const path = uri.replace(/^[a-z][\w+.-]*:(\/\/[^/?#]*)?/i, '').replace(/[?#].*$/, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** The folder an address lies in, without a slash at its end; undefined for roots and for addresses without folders. */
export function parentOf(uri: string): string | undefined {
  const cut = uri.lastIndexOf('/')
  const root = /^[a-z][\w+.-]*:\/\/[^/]*/i.exec(uri)?.[0]
  return root === undefined || cut < root.length ? undefined : uri.slice(0, cut)
}

/** Whether a file lies in a folder or below it. */
export function liesIn(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}

/** The address that a path leads to from a folder. Paths of Windows are understood; an absolute path stays what it is. */
export function resolvePath(folder: string, path: string): string | undefined {
  const slashed = path.replaceAll('\\', '/')
  const absolute = /^[a-z]:\//i.test(slashed) ? `/${slashed}` : slashed
  try {
    return new URL(absolute.split('/').map(encodeURIComponent).join('/'), `${folder}/`).href
  } catch {
    return undefined
  }
}
