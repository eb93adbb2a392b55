/** Paths with `/` as Go's `path` package treats them. */
export const posix = {
  /** The shortest path that means the same; `.` for the empty one. */
  clean(path: string): string {
    const rooted = path.startsWith('/')
    const parts: string[] = []
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue
      if (part !== '..') parts.push(part)
      else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop()
      else if (!rooted) parts.push('..')
    }
    const joined = parts.join('/')
    return rooted ? `/${joined}` : joined === '' ? '.' : joined
  },
}
