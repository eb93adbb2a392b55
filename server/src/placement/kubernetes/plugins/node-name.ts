import type { Plugin } from '../plugin.ts'
import type { Refusal } from '../refusal.ts'

/** A pod that names its node runs there or nowhere. */
export const nodeName: Plugin = {
  id: 'NodeName',
  filter({ pod }) {
    const asked = pod.spec.nodeName
    const refusal: Refusal = { plugin: 'NodeName', resolvable: false, why: [{ kind: 'node-name', asked }] }
    return { kind: 'filter', reject: ({ name }) => (asked !== '' && asked !== name ? refusal : undefined) }
  },
}
