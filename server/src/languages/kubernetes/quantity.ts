const suffixes = new Set(['', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'])

/**
 * Whether the server can read an amount: digits with an optional point, then a suffix it knows or an exponent. It takes no digits at all
 * for zero, but not an empty text.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go
 */
export function isQuantity(text: string): boolean {
  const match = /^[+-]?\d*(?:\.\d*)?([eEinumkKMGTP]*[-+]?\d*)$/.exec(text)
  if (text === '' || match === null) return false
  const [, suffix = ''] = match
  return suffixes.has(suffix) || /^[eE][-+]?\d+$/.test(suffix)
}
