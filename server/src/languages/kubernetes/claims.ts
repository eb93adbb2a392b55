/** Whether a file is of Kubernetes: YAML or JSON with an object that names its version and its kind. */
export function claimsKubernetes(fileName: string, text: string): boolean {
  if (/\.ya?ml$/i.test(fileName))
    return /^(?:apiVersion|["']apiVersion["'])[ \t]*:/m.test(text) && /^(?:kind|["']kind["'])[ \t]*:/m.test(text)
  if (!/\.json$/i.test(fileName)) return false
  return /"apiVersion"\s*:\s*"/.test(text) && /"kind"\s*:\s*"/.test(text)
}
