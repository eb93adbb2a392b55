import { posix } from '../../../text/posix.ts'

/** Why a path cannot be used on a platform. On Linux every path can. Source: https://github.com/moby/buildkit/blob/master/util/system/path.go */
export function pathProblem(path: string, os: string): string | undefined {
  if (os !== 'windows') return undefined
  if (/^.:$/s.test(path)) return `${path} names a drive without a path`
  if (/^[\\/]{2}/.test(path)) return 'paths of the form \\\\SERVER\\SHARE are not supported'
  const drive = /^([^:]*):/s.exec(path)?.[1]
  return drive !== undefined && drive.toLowerCase() !== 'c' ? `${path} is not on the drive C:, the only one` : undefined
}

/** A path with `/`, on Windows without its drive letter. */
function plain(path: string, os: string): string {
  return os === 'windows' ? path.replace(/^[^:]*:/s, '').replaceAll('\\', '/') : path
}

/** Whether a path begins at the root, on Windows behind the drive letter. */
export function isAbsolute(path: string, os: string): boolean {
  return pathProblem(path, os) === undefined && plain(path, os).startsWith('/')
}

/** The path that another one means inside a directory, cleaned of `.` and `..`. */
export function joined(directory: string, path: string, os: string): string {
  const own = plain(path, os)
  return posix.clean(own.startsWith('/') ? own : `${directory}/${own}`)
}
