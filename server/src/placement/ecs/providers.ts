import type { EcsWorkload, Source } from '../workload.ts'
import type { EcsCluster, ProviderShare } from './cluster.ts'

/** Where the tasks of a workload go. */
export type Route =
  | {
      readonly kind: 'instances'
      /** The capacity provider strategy; empty if any instance may be taken. */
      readonly providers: readonly ProviderShare[]
      readonly providerSource: Source | undefined
      /** Whether only instances outside of EC2 count. */
      readonly external: boolean
    }
  | { readonly kind: 'fargate'; readonly providers: readonly ProviderShare[] }
  /** The request itself fails; `because` says why. */
  | { readonly kind: 'nowhere'; readonly because: string }

/**
 * Finds out where a workload runs: the service's strategy or launch type, else the cluster's default strategy if the definition may run
 * there, else what the definition is compatible with; EC2 before Fargate, as long as there are instances.
 */
export function routeOf({ task, service }: EcsWorkload, cluster: EcsCluster): Route {
  const named = service?.capacityProviders ?? []
  if (named.length > 0) return byStrategy(named, named[0]?.source, cluster)
  if (service?.launchType !== undefined) return byLaunchType(service.launchType, cluster)
  const { requiresCompatibilities: asked } = task
  const may = (type: (typeof asked)[number]) => asked.length === 0 || asked.includes(type)
  if (cluster.defaultStrategy.length > 0) {
    const route = byStrategy(cluster.defaultStrategy, undefined, cluster)
    if (route.kind === 'instances' ? may('EC2') : route.kind === 'fargate' && asked.includes('FARGATE')) return route
  }
  if (asked.length > 0 && !may('EC2') && !may('MANAGED_INSTANCES')) return byLaunchType(may('FARGATE') ? 'FARGATE' : 'EXTERNAL', cluster)
  if (cluster.instances.length === 0 && asked.includes('FARGATE')) return byLaunchType('FARGATE', cluster)
  return byLaunchType('EC2', cluster)
}

function byLaunchType(launchType: 'EC2' | 'FARGATE' | 'EXTERNAL', cluster: EcsCluster): Route {
  if (launchType !== 'FARGATE') return { kind: 'instances', providers: [], providerSource: undefined, external: launchType === 'EXTERNAL' }
  if (cluster.fargate === undefined) return { kind: 'nowhere', because: `the cluster ${cluster.name} has no Fargate capacity provider` }
  return { kind: 'fargate', providers: [{ name: 'FARGATE', base: 0, weight: 1 }] }
}

function byStrategy(shares: readonly ProviderShare[], source: Source | undefined, cluster: EcsCluster): Route {
  const kinds = shares.map(({ name }) => cluster.capacityProviders.find((one) => one.name === name)?.kind)
  const missing = shares.find((_, i) => kinds[i] === undefined)
  if (missing !== undefined) return { kind: 'nowhere', because: `the cluster ${cluster.name} has no capacity provider ${missing.name}` }
  if (!shares.some(({ weight }) => weight > 0)) return { kind: 'nowhere', because: 'no capacity provider has a weight above 0' }
  const onFargate = kinds.filter((kind) => kind !== 'AUTO_SCALING_GROUP').length
  if (onFargate === shares.length) return { kind: 'fargate', providers: shares }
  if (onFargate > 0) return { kind: 'nowhere', because: 'a capacity provider strategy cannot mix Auto Scaling groups and Fargate' }
  return { kind: 'instances', providers: shares, providerSource: source, external: false }
}

/**
 * The provider of each further task, where `present` says how many each has: first the base, then always the provider that is furthest
 * behind its weight, by list order among equals. The service documents the ratio but not the order; this order keeps to the ratio at
 * every count.
 */
export function* assignments(shares: readonly ProviderShare[], present: ReadonlyMap<string, number> = new Map()): Generator<string> {
  const has = (name: string) => present.get(name) ?? 0
  for (const { name, base } of shares) for (let i = has(name); i < base; i++) yield name
  const weighted = shares.filter(({ weight }) => weight > 0)
  const given = weighted.map(({ name, base }) => Math.max(0, has(name) - base))
  while (weighted.length > 0) {
    const behind = weighted.map(({ weight }, i) => (given[i] ?? 0) / weight)
    const next = behind.indexOf(Math.min(...behind))
    given[next] = (given[next] ?? 0) + 1
    yield weighted[next]?.name ?? ''
  }
}
