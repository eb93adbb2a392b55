import { type Plugin, skip } from '../plugin.ts'

/** A pod waits for its claims for devices to exist. Which devices are free is not simulated. */
export const dynamicResources: Plugin = {
  id: 'DynamicResources',
  scope: 'nothing',
  gate({ pod }, { resourceClaims }) {
    for (const { claim } of pod.spec.resourceClaims) {
      const key = `${pod.namespace}/${claim}`
      if (claim !== '' && !resourceClaims.has(key)) return `could not find ResourceClaim "${key}"`
    }
    return undefined
  },
  filter: () => skip,
  score: () => ({ kind: 'score', raw: () => 0 }),
  weight: 2,
}
