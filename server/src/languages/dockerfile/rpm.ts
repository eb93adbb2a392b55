import type { Pinning } from './unpinned.ts'

/** The options of yum and dnf whose value may be a word of its own. */
export const valued: readonly string[] = [
  'c',
  'config',
  'd',
  'debuglevel',
  'disablerepo',
  'e',
  'enablerepo',
  'errorlevel',
  'exclude',
  'forcearch',
  'installroot',
  'R',
  'releasever',
  'repo',
  'repoid',
  'setopt',
  'x',
]

/** Packages, as yum and dnf write their versions. */
export const ofPackages: Pinning = { isFixed, write: (name) => `${name}-VERSION` }

/** Modules have streams instead of versions. */
export const ofModules: Pinning = { isFixed: (name) => name.includes(':'), write: (name) => `${name}:STREAM` }

/**
 * Whether the name of an RPM package says which version is meant: a part behind a dash that begins with a digit, or that a
 * variable fills in; or it is a file, which is one version.
 */
function isFixed(name: string): boolean {
  if (name.endsWith('.rpm')) return true
  const [, ...parts] = name.split('-')
  if (parts.some((part) => part.startsWith('${'))) return true
  return parts.every((part) => /^[\w.~^:+]*$/.test(part)) && parts.some((part) => /^\d/.test(part))
}
