import { goBoolean } from './check-options.ts'

/** A repository that ADD fetches. */
export interface GitSource {
  readonly checksum: string | undefined
  readonly keepGitDir: boolean | undefined
}

const scp = /^[a-zA-Z0-9-_]+@[a-zA-Z0-9-.]+:(.*?)(?:\?(.*?))?(?:#(.*))?$/

/** Longer than any path or address. */
const longest = 4096

/**
 * The repository a source of ADD or COPY names; undefined for paths and other addresses, a string if it is one that BuildKit refuses.
 * Source: https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dfgitutil/git_ref.go
 */
export function gitSource(source: string): GitSource | string | undefined {
  if (source.length > longest || /^\.\.?\/|^github\.com\//.test(source)) return undefined
  const protocol = /^([a-zA-Z0-9]+):\/\//.exec(source)?.[1]?.toLowerCase()
  if (protocol === undefined) {
    const match = scp.exec(source)
    return match === null ? undefined : withQuery(match[2] ?? '', match[3] ?? '')
  }
  if (!['http', 'https', 'ssh', 'git'].includes(protocol)) return undefined
  const match = /^[a-zA-Z0-9]+:\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(source)
  if (match === null || badEscape(source)) return undefined
  if (protocol.startsWith('http') && !match[2]?.endsWith('.git')) return undefined
  return withQuery(match[3] ?? '', match[4] ?? '')
}

function badEscape(address: string): boolean {
  return /%(?![0-9a-fA-F]{2})|\p{Cc}| /u.test(address)
}

function withQuery(query: string, fragment: string): GitSource | string | undefined {
  const found = new Map<string, string | undefined>()
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const [key = '', value = ''] = pair.split('=', 2)
    if (found.has(key)) return `the query of the repository names ${key} twice`
    const problem = pairProblem(key, value)
    if (problem !== undefined) return problem
    found.set(key, value)
  }
  const conflict = conflictOf(found, fragment)
  if (conflict !== undefined) return conflict
  const keep = found.get('keep-git-dir')
  return {
    checksum: found.get('checksum') ?? found.get('commit'),
    keepGitDir: keep === undefined ? undefined : keep === '' || goBoolean(keep) === true,
  }
}

const switches = new Set(['submodules', 'keep-git-dir', 'fetch-by-commit'])
const keys = new Set(['ref', 'tag', 'branch', 'subdir', 'checksum', 'commit', 'mtime', ...switches])

function pairProblem(key: string, value: string): string | undefined {
  if (!keys.has(key))
    return `"${key}" in the query of the repository is not known; there are ref, tag, branch, subdir, checksum, keep-git-dir and submodules`
  if (switches.has(key)) return value === '' || goBoolean(value) !== undefined ? undefined : `${key} is true or false, not "${value}"`
  return value === '' ? `${key} in the query of the repository has no value` : undefined
}

function conflictOf(found: ReadonlyMap<string, string | undefined>, fragment: string): string | undefined {
  const [ref = '', folder = ''] = fragment.split(':', 2)
  const tag = prefixed('refs/tags/', found.get('tag'))
  const branch = prefixed('refs/heads/', found.get('branch'))
  if (tag !== undefined && branch !== undefined)
    return 'the query of the repository names a tag and a branch; only one of them can be taken'
  const refs = new Set([ref === '' ? undefined : ref, found.get('ref'), tag, branch].filter((one) => one !== undefined))
  if (refs.size > 1) return `the address names different references: ${[...refs].join(' and ')}`
  const subdir = found.get('subdir')
  return subdir !== undefined && folder !== '' && subdir !== folder
    ? `the address names different folders: ${folder} and ${subdir}`
    : undefined
}

function prefixed(prefix: string, name: string | undefined): string | undefined {
  return name === undefined || name.startsWith(prefix) ? name : prefix + name
}

/** Whether ADD downloads a source as a file. */
export function isDownload(source: string): boolean {
  return /^https?:\/\//.test(source) && gitSource(source) === undefined
}
