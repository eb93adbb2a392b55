import ids from 'spdx-license-ids/index.json' with { type: 'json' }
import type { Generator } from './output.ts'

/** The identifiers of the SPDX licence list that are not deprecated, for labels that name a licence. */
export const spdxLicenses: Generator = () => {
  const text = `/** The licence identifiers of SPDX. Generated from spdx-license-ids. */\nexport const spdxLicenses: readonly string[] = ${JSON.stringify([...ids].sort(), null, 2)}\n`
  return [{ name: 'spdx-licenses.ts', text }]
}
