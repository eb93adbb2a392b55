/** Whether a number can be a port. */
export function isPortNumber(value: number): boolean {
  return value >= 1 && value <= 65535
}

/** What is wrong with the name of a port, as a limit; undefined if it is a service name as IANA defines them. */
export function portName(value: string): string | undefined {
  if (value.length > 15) return `it has ${value.length} characters, the most is 15`
  if (!/^[-a-z0-9]+$/.test(value)) return 'it takes a-z, 0-9 and "-"'
  if (!/[a-z]/.test(value)) return 'it has at least one letter'
  if (value.includes('--')) return 'no two "-" follow each other'
  return value.startsWith('-') || value.endsWith('-') ? 'it neither begins nor ends with "-"' : undefined
}
