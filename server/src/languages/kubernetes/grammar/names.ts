/** What a value breaks, as the limit to put behind the fact ("a label is ..."); undefined if it is well formed. */
export type Grammar = (value: string) => string | undefined

const label = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/
const searchDomain = /^_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:\._?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/
const word = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/

/** One part of a host name: what containers, volumes and namespaces are called. RFC 1123, lower case. */
export function dnsLabel(value: string): string | undefined {
  if (value.length > 63) return `it has ${value.length} characters, the most is 63`
  return label.test(value) ? undefined : 'it takes a-z, 0-9 and "-", and begins and ends with a letter or digit'
}

/** A host name: what most objects are called. */
export function dnsSubdomain(value: string): string | undefined {
  return (
    within253(value) ??
    (subdomain.test(value) ? undefined : 'it takes a-z, 0-9, "-" and ".", and each part begins and ends with a letter or digit')
  )
}

/** A name that something will be appended to, so that it may end in a dash. */
export function dnsSubdomainPrefix(value: string): string | undefined {
  return dnsSubdomain(value.length > 1 && value.endsWith('-') ? `${value.slice(0, -2)}a` : value)
}

/** A domain that a resolver appends; its parts may begin with an underscore. */
export function dnsSearchDomain(value: string): string | undefined {
  return (
    within253(value) ??
    (searchDomain.test(value) ? undefined : 'it takes a-z, 0-9, "-", "_" and ".", and each part ends with a letter or digit')
  )
}

function within253(value: string): string | undefined {
  return value.length > 253 ? `it has ${value.length} characters, the most is 253` : undefined
}

/** A label key, resource name or condition: an optional DNS prefix and `/`, then a name. */
export function qualifiedName(value: string): string | undefined {
  const slash = value.indexOf('/')
  if (slash >= 0 && value.indexOf('/', slash + 1) >= 0) return 'it has at most one "/", between a DNS prefix and a name'
  if (slash === 0) return 'before "/" stands a DNS name such as example.com'
  const prefix = slash < 0 ? undefined : dnsSubdomain(value.slice(0, slash))
  if (prefix !== undefined) return `before "/" stands a DNS name: ${prefix}`
  const name = value.slice(slash + 1)
  if (name === '') return 'the name is empty'
  if (name.length > 63) return `the name has ${name.length} characters, the most is 63`
  return word.test(name) ? undefined : 'the name takes letters, digits, "-", "_" and ".", and begins and ends with a letter or digit'
}

/** What may stand behind a label key; empty is fine. */
export function labelValue(value: string): string | undefined {
  if (value === '') return undefined
  if (value.length > 63) return `it has ${value.length} characters, the most is 63`
  return word.test(value) ? undefined : 'a label value takes letters, digits, "-", "_" and ".", and begins and ends with a letter or digit'
}
