/**
 * What a plain YAML scalar means to the Kubernetes API server and kubectl: YAML 1.1 as their reader understands it.
 * `yes` and `on` are booleans, `010` is eight, `1_000` a thousand, `1:30` and dates are strings.
 * Source: https://pkg.go.dev/sigs.k8s.io/yaml/goyaml.v2 and answers recorded from the server.
 */
export function plainValue(source: string): string | number | boolean | null {
  const word = words.get(source)
  if (word !== undefined) return word
  const first = source.charCodeAt(0)
  // Only a digit, a sign or a point can begin a number.
  if (first > 57 || first < 43 || first === 44 || first === 47) return source
  return integer(source.replaceAll('_', '')) ?? float(source.replaceAll('_', '')) ?? special(source) ?? source
}

const words: ReadonlyMap<string, boolean | null> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
])

function integer(source: string): number | undefined {
  const match = /^([-+]?)(?:0x([0-9a-f]+)|0b([01]+)|0o?([0-7]+)|(0|[1-9][0-9]*))$/i.exec(source)
  if (match === null) return undefined
  const [, sign, hex, binary, octal, decimal] = match
  const value =
    hex !== undefined
      ? Number.parseInt(hex, 16)
      : binary !== undefined
        ? Number.parseInt(binary, 2)
        : octal !== undefined
          ? Number.parseInt(octal, 8)
          : Number(decimal)
  return sign === '-' ? -value : value
}

/** Digits that are too large for a double stay a string. */
function float(source: string): number | undefined {
  const value = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(source) ? Number(source) : undefined
  return value !== undefined && Number.isFinite(value) ? value : undefined
}

/** Infinity and not-a-number: numbers that JSON cannot carry. */
function special(source: string): number | undefined {
  const match = /^([-+]?)\.(?:inf|Inf|INF)$/.exec(source)
  if (match !== null) return match[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  return /^\.(?:nan|NaN|NAN)$/.test(source) ? Number.NaN : undefined
}
