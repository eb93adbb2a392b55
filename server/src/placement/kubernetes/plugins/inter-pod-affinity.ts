import type { Plugin } from '../plugin.ts'
import { affinityFilter } from './inter-pod-affinity/filter.ts'
import { affinityScorer } from './inter-pod-affinity/score.ts'

/** Pods that must or want to be near other pods, or away from them, and pods that keep others away. */
export const interPodAffinity: Plugin = {
  id: 'InterPodAffinity',
  scope: 'domains',
  filter: affinityFilter,
  score: affinityScorer,
  weight: 2,
}
