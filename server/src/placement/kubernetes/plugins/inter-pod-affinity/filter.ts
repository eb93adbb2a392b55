import type { Pod } from '../../objects/pod.ts'
import { type Filter, skip } from '../../plugin.ts'
import type { Refusal, Why } from '../../refusal.ts'
import type { ClusterState } from '../../state/cluster-state.ts'
import type { NodeState } from '../../state/node-state.ts'
import { type AffinityTerm, means, type PodInfo } from '../../state/pod-info.ts'
import { addTo, at, type Domains, withNamespaces } from './domains.ts'

/** What the filter knows: pods that each kind of term means, by domain. */
interface Counts {
  readonly required: readonly AffinityTerm[]
  readonly requiredAnti: readonly AffinityTerm[]
  readonly wanted: Domains
  readonly unwanted: Domains
  /** Domains in which a running pod does not want this one. */
  readonly forbidden: Domains
  readonly suitsItself: boolean
}

/** Required affinity and anti-affinity of the pod, and anti-affinity of the pods that run. */
export function affinityFilter(info: PodInfo, cluster: ClusterState): Filter {
  const required = withNamespaces(info.terms.required, cluster)
  const requiredAnti = withNamespaces(info.terms.requiredAnti, cluster)
  const labels = cluster.namespaces.get(info.pod.namespace)
  const suitsItself = meansByAll(required, info.pod)
  const counts: Counts = { required, requiredAnti, wanted: new Map(), unwanted: new Map(), forbidden: new Map(), suitsItself }
  const forbid = (other: PodInfo, node: NodeState, by: number) => {
    for (const term of other.terms.requiredAnti) if (means(term, info.pod, labels)) addTo(counts.forbidden, term.topologyKey, node, by)
  }
  const asks = required.length + requiredAnti.length > 0
  for (const node of cluster.nodes) {
    for (const other of node.withAntiAffinity) forbid(other, node, 1)
    if (asks) for (const other of node.pods) countPod(counts, other.pod, node, 1)
  }
  if (!asks && counts.forbidden.size === 0) return skip
  const move = (other: PodInfo, node: NodeState, by: number) => {
    forbid(other, node, by)
    countPod(counts, other.pod, node, by)
  }
  const keys = new Set([...[...required, ...requiredAnti].map(({ topologyKey }) => topologyKey), ...counts.forbidden.keys()])
  return {
    kind: 'filter',
    reject: (node) => refusal(node, counts),
    explain: (node, refused) => ({ ...refused, why: explain(node, counts) }),
    moved: move,
    placed: (other, node) => move(other, node, 1),
    signature: ({ labels }, isShared) => [...keys].map((key) => part(key, labels.get(key), counts, isShared(key))).join(),
  }
}

/** A domain of several nodes by its name, one of a single node by which kinds of pods it has. */
function part(key: string, domain: string | undefined, { wanted, unwanted, forbidden }: Counts, shared: boolean): string {
  if (domain === undefined) return '-'
  if (shared) return JSON.stringify(domain)
  return [wanted, unwanted, forbidden].map((domains) => (at(domains, key, domain) > 0 ? '1' : '0')).join('')
}

function countPod({ required, requiredAnti, wanted, unwanted }: Counts, pod: Pod, node: NodeState, by: number): void {
  if (meansByAll(required, pod)) for (const { topologyKey } of required) addTo(wanted, topologyKey, node, by)
  for (const term of requiredAnti) if (means(term, pod, undefined)) addTo(unwanted, term.topologyKey, node, by)
}

/** Only a pod that all terms mean counts for any of them. */
function meansByAll(terms: readonly AffinityTerm[], pod: Pod): boolean {
  return terms.length > 0 && terms.every((term) => means(term, pod, undefined))
}

function refusal(node: NodeState, counts: Counts): Refusal | undefined {
  const missing = unmet(node, counts)
  if (missing) {
    const { topologyKey } = missing
    return refused(false, {
      kind: 'pod-affinity',
      topologyKey,
      domain: node.labels.get(topologyKey),
      term: counts.required.indexOf(missing),
    })
  }
  for (const [term, { topologyKey }] of counts.requiredAnti.entries()) {
    const domain = node.labels.get(topologyKey)
    if (domain !== undefined && at(counts.unwanted, topologyKey, domain) > 0) {
      return refused(true, { kind: 'pod-anti-affinity', topologyKey, domain, term })
    }
  }
  for (const [topologyKey, domains] of counts.forbidden) {
    const domain = node.labels.get(topologyKey)
    if (domain !== undefined && (domains.get(domain) ?? 0) > 0) {
      return refused(true, { kind: 'existing-anti-affinity', topologyKey, domain })
    }
  }
  return undefined
}

/** The first of its terms that the node does not meet. The first pod of a group that wants to be together may start anywhere. */
function unmet(node: NodeState, { required, wanted, suitsItself }: Counts): AffinityTerm | undefined {
  const unlabelled = required.find(({ topologyKey }) => !node.labels.has(topologyKey))
  if (unlabelled) return unlabelled
  const alone = required.find(({ topologyKey }) => at(wanted, topologyKey, node.labels.get(topologyKey) ?? '') <= 0)
  return alone && suitsItself && !hasAny(wanted) ? undefined : alone
}

/** All terms that a node does not suit, where the scheduler stops at the first. Replicas that keep each other away say it once. */
function explain(node: NodeState, counts: Counts): readonly Why[] {
  const { required, requiredAnti, wanted, unwanted, forbidden } = counts
  const suits = unmet(node, counts) === undefined
  const found: Why[] = []
  for (const [term, { topologyKey }] of required.entries()) {
    const domain = node.labels.get(topologyKey)
    const met = suits || (domain !== undefined && at(wanted, topologyKey, domain) > 0)
    if (!met) found.push({ kind: 'pod-affinity', topologyKey, domain, term })
  }
  const told = new Set<string>()
  for (const [term, { topologyKey }] of requiredAnti.entries()) {
    const domain = node.labels.get(topologyKey)
    if (domain === undefined || at(unwanted, topologyKey, domain) <= 0) continue
    told.add(topologyKey)
    found.push({ kind: 'pod-anti-affinity', topologyKey, domain, term })
  }
  for (const [topologyKey, domains] of forbidden) {
    const domain = node.labels.get(topologyKey)
    if (domain !== undefined && (domains.get(domain) ?? 0) > 0 && !told.has(topologyKey)) {
      found.push({ kind: 'existing-anti-affinity', topologyKey, domain })
    }
  }
  return found
}

function hasAny(domains: Domains): boolean {
  for (const values of domains.values()) for (const count of values.values()) if (count !== 0) return true
  return false
}

function refused(resolvable: boolean, why: Why): Refusal {
  return { plugin: 'InterPodAffinity', resolvable, why: [why] }
}
