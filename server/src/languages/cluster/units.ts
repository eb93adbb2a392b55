/** MiB from "512", "512MiB", "16GiB", "16 GB" (AWS counts GB as GiB here); undefined if it is no amount. */
export function mebibytes(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(Ki|KiB|Mi|MiB|MB|M|Gi|GiB|GB|G|Ti|TiB|TB|T)?\s*$/i.exec(text)
  if (match === null) return undefined
  const factor = { K: 1 / 1024, M: 1, G: 1024, T: 1024 * 1024 }[(match[2] ?? 'M').charAt(0).toUpperCase()] ?? 1
  return Math.floor(Number(match[1]) * factor)
}

/** CPU units from "256" or "0.25 vCPU"; undefined if it is no amount. */
export function cpuUnits(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?|\.\d+)\s*(vcpu)?\s*$/i.exec(text)
  if (match === null) return undefined
  return Math.round(Number(match[1]) * (match[2] === undefined ? 1 : 1024))
}
