import { dnsSubdomain } from './names.ts'

/** A name with the domain of whoever gave it, such as `example.com/controller`. */
export function domainPath(value: string): string | undefined {
  const slash = value.indexOf('/')
  if (slash < 1 || slash === value.length - 1) return 'it is a domain and a path, as in example.com/controller'
  const limit = dnsSubdomain(value.slice(0, slash))
  if (limit !== undefined) return `before "/" stands a domain: ${limit}`
  return /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/.test(value.slice(slash + 1)) ? undefined : 'behind "/" stands a path without blanks'
}
