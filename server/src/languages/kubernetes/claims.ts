/** Whether a file is of Kubernetes: YAML or JSON in which an object, not a part of one, names its version and its kind. */
export function claimsKubernetes(fileName: string, text: string): boolean {
  if (/\.ya?ml$/i.test(fileName)) return namesObject(text) || (/^\uFEFF?\s*\{/.test(text) && hasOuterKeys(text))
  return /\.json$/i.test(fileName) && hasOuterKeys(text)
}

function namesObject(text: string): boolean {
  return /^\uFEFF?(?:--- +)?["']?apiVersion["']?[ \t]*:/m.test(text) && /^\uFEFF?(?:--- +)?["']?kind["']?[ \t]*:/m.test(text)
}

/** Looks for the two keys inside the outermost braces; what stands deeper belongs to something else. */
function hasOuterKeys(text: string): boolean {
  if (!text.includes('apiVersion') || !text.includes('kind')) return false
  const found = new Set<string>()
  const tokens = /"((?:[^"\\\n]|\\.)*)"(\s*:)?|([\w.-]+)\s*:|[{}[\]]/g
  let depth = 0
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [token, quoted, colon, bare] = match
    if (token === '{' || token === '[') depth++
    else if (token === '}' || token === ']') depth--
    else if (depth === 1) found.add((colon === undefined ? bare : quoted) ?? '')
    if (found.has('apiVersion') && found.has('kind')) return true
  }
  return false
}
