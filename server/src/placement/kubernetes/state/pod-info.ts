import type { PodAffinityTerm, WeightedTerm } from '../objects/affinity.ts'
import type { Labels } from '../objects/json.ts'
import type { Pod } from '../objects/pod.ts'
import { compile, nothing, type Selector } from '../objects/selector.ts'
import { type Amounts, amountsOf, asksAsWhole, assumed, requestsOf } from '../requests.ts'

/** A pod with what the scheduler works out once about it. */
export interface PodInfo {
  readonly pod: Pod
  readonly priority: number
  /** Milliseconds since 1970; undefined before it starts, which preemption takes for now. */
  readonly startTime: number | undefined
  /** What it asks for. */
  readonly requests: Amounts
  /** What it counts as when nodes are scored: something even if it asks for nothing. */
  readonly scoredCpuMilli: number
  readonly scoredMemoryBytes: number
  readonly hostPorts: readonly HostPort[]
  readonly terms: AffinityTerms
}

/** A port of the node that a pod takes. */
export interface HostPort {
  readonly ip: string
  readonly protocol: string
  readonly port: number
}

/** Compiled pod affinity. */
export interface AffinityTerms {
  readonly any: boolean
  readonly required: readonly AffinityTerm[]
  readonly requiredAnti: readonly AffinityTerm[]
  readonly preferred: readonly AffinityTerm[]
  readonly preferredAnti: readonly AffinityTerm[]
}

/** One term of pod affinity or anti-affinity. */
export interface AffinityTerm {
  readonly topologyKey: string
  /** 1 to 100; 0 for required terms. */
  readonly weight: number
  /** Namespaces by name; pods of any of them, or of one that the selector chooses. */
  readonly namespaces: ReadonlySet<string>
  readonly namespaceSelector: Selector
  readonly selector: Selector
}

const noTerms: AffinityTerms = { any: false, required: [], requiredAnti: [], preferred: [], preferredAnti: [] }

/** Works out what the scheduler keeps about a pod that was admitted. */
export function podInfoOf(pod: Pod): PodInfo {
  const exact = requestsOf(pod)
  const scored = amountsOf(requestsOf(pod, missingOf(pod, exact)))
  return {
    pod,
    priority: pod.spec.priority ?? 0,
    startTime: pod.status.startTime,
    requests: amountsOf(exact),
    scoredCpuMilli: scored.cpuMilli,
    scoredMemoryBytes: scored.memoryBytes,
    hostPorts: hostPortsOf(pod),
    terms: termsOf(pod),
  }
}

/** Whether a term means a pod. Labels of its namespace are undefined where only names count. */
export function means(term: AffinityTerm, pod: Pod, namespaceLabels: Labels | undefined): boolean {
  return inNamespaces(term, pod.namespace, namespaceLabels) && term.selector.matches(pod.labels)
}

function inNamespaces({ namespaces, namespaceSelector }: AffinityTerm, namespace: string, labels: Labels | undefined): boolean {
  return namespaces.has(namespace) || namespaceSelector.matches(labels ?? noLabels)
}

const noLabels: Labels = new Map<string, string>()

/** A pod that asks for something as a whole gets the assumed amount only of a resource that it mentions nowhere. */
function missingOf(pod: Pod, asked: ReadonlyMap<string, bigint>): typeof assumed {
  return asksAsWhole(pod.spec) ? new Map([...assumed].filter(([name]) => !asked.has(name))) : assumed
}

function hostPortsOf({ spec }: Pod): readonly HostPort[] {
  const containers = [...spec.containers, ...spec.initContainers.filter(({ restartable }) => restartable)]
  return containers.flatMap(({ ports }) =>
    ports.flatMap(({ hostPort, hostIP, protocol }) => (hostPort > 0 ? [{ ip: hostIP || '0.0.0.0', protocol, port: hostPort }] : [])),
  )
}

function termsOf({ spec, namespace }: Pod): AffinityTerms {
  const { pods, antiPods } = spec.affinity
  const any = pods.required.length + pods.preferred.length + antiPods.required.length + antiPods.preferred.length > 0
  if (!any) return noTerms
  const required = (term: PodAffinityTerm) => compileTerm(term, 0, namespace)
  const preferred = ({ weight, term }: WeightedTerm) => compileTerm(term, weight, namespace)
  return {
    any,
    required: pods.required.map(required),
    requiredAnti: antiPods.required.map(required),
    preferred: pods.preferred.map(preferred),
    preferredAnti: antiPods.preferred.map(preferred),
  }
}

/** Without any word about namespaces, a term means the pod's own. */
function compileTerm(term: PodAffinityTerm, weight: number, namespace: string): AffinityTerm {
  const own = term.namespaces.length === 0 && term.namespaceSelector === undefined
  return {
    topologyKey: term.topologyKey,
    weight,
    namespaces: new Set(own ? [namespace] : term.namespaces),
    namespaceSelector: term.namespaceSelector === undefined ? nothing : compile(term.namespaceSelector),
    selector: compile(term.selector),
  }
}
