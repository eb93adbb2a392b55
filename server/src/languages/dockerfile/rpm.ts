/**
 * Whether the name of an RPM package says which version is meant: a part behind a dash that begins with a digit, or that a
 * variable fills in; or it is a file, which is one version.
 */
export function isFixed(name: string): boolean {
  if (name.endsWith('.rpm')) return true
  const [, ...parts] = name.split('-')
  if (parts.some((part) => part.startsWith('${'))) return true
  return parts.every((part) => /^[\w.~^:+]*$/.test(part)) && parts.some((part) => /^\d/.test(part))
}
