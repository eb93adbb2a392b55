import type { KubernetesCluster } from '../../cluster/kubernetes.ts'
import type { NodeReport, Totals } from '../../report.ts'

/** Average hours of a month, as AWS's own calculators count. */
const hoursPerMonth = 730

/** The cluster as a whole, before and after. */
export function totalsOf(nodes: readonly NodeReport[], { usdPerHour }: KubernetesCluster, fargateUsdPerHour: number): Totals {
  const known = nodes.every(({ name }) => usdPerHour.has(name))
  const cost = nodes.reduce((sum, { name }) => sum + (usdPerHour.get(name) ?? 0), fargateUsdPerHour)
  return {
    cpuPercent: percent(nodes, 'cpu'),
    memoryPercent: percent(nodes, 'memory'),
    strandedMemoryMiB: Math.round(stranded(nodes, 'memory')),
    strandedCpu: stranded(nodes, 'cpu'),
    ...(known && nodes.length > 0 && { costPerHourUsd: cost, costPerMonthUsd: cost * hoursPerMonth }),
  }
}

function percent(nodes: readonly NodeReport[], resource: string): Totals['cpuPercent'] {
  let [capacity, free, placed] = [0, 0, 0]
  for (const { resources } of nodes) {
    const use = resources.find((one) => one.resource === resource)
    capacity += use?.capacity ?? 0
    free += use?.free ?? 0
    placed += use?.placed ?? 0
  }
  const share = (left: number) => (capacity === 0 ? 0 : Math.round((100 * (capacity - left)) / capacity))
  return { before: share(free + placed), after: share(free) }
}

/** What is free of a resource on nodes that could take a pod but for want of something else that others have taken. */
function stranded(nodes: readonly NodeReport[], resource: string): number {
  return nodes.reduce((sum, { refusals, resources }) => {
    if (refusals.length === 0 || refusals.some(({ resolvable, what }) => !resolvable || what === resource)) return sum
    return sum + Math.max(0, resources.find((one) => one.resource === resource)?.free ?? 0)
  }, 0)
}
