import type { Plugin } from '../plugin.ts'
import { spreadFilter } from './pod-topology-spread/filter.ts'
import { spreadScorer } from './pod-topology-spread/score.ts'

/** Pods of a kind are spread over zones, nodes or other domains: as a condition, or as a wish that every replica has by default. */
export const podTopologySpread: Plugin = {
  id: 'PodTopologySpread',
  scope: 'domains',
  filter: spreadFilter,
  score: spreadScorer,
  weight: 2,
}
