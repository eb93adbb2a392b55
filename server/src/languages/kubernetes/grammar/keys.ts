/** The name of an environment variable: printable ASCII without "=", as servers have it since 1.34. */
export function envName(value: string): string | undefined {
  return /^[ -<>-~]+$/.test(value) ? undefined : 'it takes printable ASCII characters other than "="'
}

/** A key of a ConfigMap or Secret, which becomes a file name. */
export function configKey(value: string): string | undefined {
  if (value.length > 253) return `it has ${value.length} characters, the most is 253`
  if (!/^[-._a-zA-Z0-9]+$/.test(value)) return 'it takes letters, digits, "-", "_" and "."'
  return value === '.' || value.startsWith('..') ? 'it is neither "." nor begins with ".."' : undefined
}

/** The name of an HTTP header. */
export function headerName(value: string): string | undefined {
  return /^[-A-Za-z0-9]+$/.test(value) ? undefined : 'it takes letters, digits and "-"'
}

const sysctl = /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:[./][a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/

/** The name of a kernel parameter, with dots or slashes. */
export function sysctlName(value: string): string | undefined {
  if (value.length > 253) return `it has ${value.length} characters, the most is 253`
  return sysctl.test(value) ? undefined : 'it is parts of a-z, 0-9, "-" and "_" with "." or "/" between them'
}
