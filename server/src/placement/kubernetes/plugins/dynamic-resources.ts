import { type Plugin, skip } from '../plugin.ts'

/** A pod waits for its claims for devices to exist. Which devices are free is not simulated. */
export const dynamicResources: Plugin = {
  id: 'DynamicResources',
  scope: 'nothing',
  gate({ pod }, { resourceClaims }) {
    for (const { name, claim, template } of pod.spec.resourceClaims) {
      const made = pod.status.resourceClaims.get(name)
      if (template !== '' && made === undefined) return `pod "${pod.namespace}/${pod.name}": ResourceClaim not created yet`
      const key = `${pod.namespace}/${claim || made}`
      if ((claim || made) && !resourceClaims.has(key)) return `could not find ResourceClaim "${key}"`
    }
    return undefined
  },
  filter: () => skip,
  score: () => ({ kind: 'score', raw: () => 0 }),
  weight: 2,
}
