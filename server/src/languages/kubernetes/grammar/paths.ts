/** A path without a step up. */
export function pathWithoutBacksteps(value: string): string | undefined {
  return value.split('/').includes('..') ? 'no part of it may be ".."' : undefined
}

/** A path that stays below where it begins. */
export function descendingPath(value: string): string | undefined {
  return value.startsWith('/') ? 'it is relative, without a leading "/"' : pathWithoutBacksteps(value)
}

/** A path for a file that the kubelet writes: its own bookkeeping begins with "..". */
export function filePath(value: string): string | undefined {
  return descendingPath(value) ?? (value.startsWith('..') ? 'it may not begin with ".."' : undefined)
}
