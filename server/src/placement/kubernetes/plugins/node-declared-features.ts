import { type Plugin, skip } from '../plugin.ts'
import type { Refusal } from '../refusal.ts'

const refusal: Refusal = { plugin: 'NodeDeclaredFeatures', resolvable: false, why: [{ kind: 'features' }] }

/** What a pod needs of the kubelet, and the name under which a node declares it. */
const restartAll = { action: 'RestartAllContainers', feature: 'RestartAllContainersOnContainerExits' }

/** A pod that uses a feature of the kubelet runs only on nodes that say they have it. */
export const nodeDeclaredFeatures: Plugin = {
  id: 'NodeDeclaredFeatures',
  scope: 'nothing',
  filter({ pod }, { behaviour }) {
    const containers = [...pod.spec.containers, ...pod.spec.initContainers]
    const needed = containers.some(({ restartActions }) => restartActions.includes(restartAll.action))
    if (!needed || !behaviour.declaredFeatures) return skip
    return {
      kind: 'filter',
      reject: ({ node }) => (node.declaredFeatures.includes(restartAll.feature) ? undefined : refusal),
    }
  },
}
