import type { Pod } from '../objects/pod.ts'
import type { PodDisruptionBudget } from '../objects/policy.ts'
import { compile } from '../objects/selector.ts'
import type { PodInfo } from '../state/pod-info.ts'

/** Pods to evict, apart by whether that would break a budget; each part keeps the order. */
export interface ByBudget {
  readonly violating: readonly PodInfo[]
  readonly others: readonly PodInfo[]
}

/**
 * Sorts victims by whether their budgets have room for them, when they go one after the other. Pods whose disruption is known already,
 * pods without labels and budgets that mean all pods do not count.
 */
export function byBudget(victims: readonly PodInfo[], budgets: readonly PodDisruptionBudget[]): ByBudget {
  const left = budgets.map((budget) => ({ budget, selector: compile(budget.selector), allowed: budget.disruptionsAllowed }))
  const violating: PodInfo[] = []
  const others: PodInfo[] = []
  for (const victim of victims) {
    let violated = false
    for (const one of left) {
      if (one.selector.empty || !concerns(one.budget, victim.pod) || !one.selector.matches(victim.pod.labels)) continue
      one.allowed--
      if (one.allowed < 0) violated = true
    }
    const part = violated ? violating : others
    part.push(victim)
  }
  return { violating, others }
}

function concerns({ namespace, disruptedPods }: PodDisruptionBudget, pod: Pod): boolean {
  return pod.labels.size > 0 && namespace === pod.namespace && !disruptedPods.has(pod.name)
}
