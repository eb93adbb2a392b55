import { type Plugin, skip } from '../plugin.ts'
import type { Refusal } from '../refusal.ts'

/** A pod that names its node runs there or nowhere. */
export const nodeName: Plugin = {
  id: 'NodeName',
  scope: 'nothing',
  filter({ pod }) {
    const asked = pod.spec.nodeName
    if (asked === '') return skip
    const refusal: Refusal = { plugin: 'NodeName', resolvable: false, why: [{ kind: 'node-name', asked }] }
    return { kind: 'filter', reject: ({ name }) => (asked === name ? undefined : refusal) }
  },
}
