import { createRequire } from 'node:module'
import type { Generator } from './output.ts'

/** The identifiers of the SPDX licence list that are not deprecated, for labels that name a licence. */
export const spdxLicenses: Generator = () => {
  const ids: unknown = createRequire(import.meta.url)('spdx-license-ids')
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) throw new Error('spdx-license-ids is no list of names')
  const text = `/** The licence identifiers of SPDX. Generated from spdx-license-ids. */\nexport const spdxLicenses: readonly string[] = ${JSON.stringify([...ids].sort(), null, 2)}\n`
  return [{ name: 'spdx-licenses.ts', text }]
}
