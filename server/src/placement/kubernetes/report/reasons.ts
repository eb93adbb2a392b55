import type { Reason } from '../../report.ts'
import { amount } from '../../words.ts'
import type { Taint } from '../objects/taint.ts'
import type { Refusal, Why } from '../refusal.ts'
import type { NodeState } from '../state/node-state.ts'
import { resourceReason } from './amounts.ts'
import { at, type Place, placesOf } from './places.ts'
import type { PodPlan } from './plan.ts'
import { podPath } from './source.ts'

/** Turns what the plugins object to nodes into reasons for people. What several nodes have alike is worded once. */
export type Explain = (refusals: readonly Refusal[], node: NodeState) => readonly Reason[]

/** Explains refusals of the pods of a plan. */
export function explainer(plan: PodPlan): Explain {
  const worded = new Map<string, Reason>()
  const places = placesOf(plan)
  const reasonFor = (refusal: Refusal, why: Why, node: NodeState): Reason => {
    const key = `${refusal.plugin} ${refusal.resolvable} ${JSON.stringify(why)}${why.kind === 'node-name' || why.kind === 'host-port' ? node.name : ''}`
    const known = worded.get(key)
    if (known !== undefined) return known
    const made = reasonOf(refusal, why, node, plan, places)
    worded.set(key, made)
    return made
  }
  return (refusals, node) => {
    const cordoned = refusals.some(({ plugin }) => plugin === 'NodeUnschedulable')
    return refusals.flatMap((refusal) =>
      refusal.why.flatMap((why) => (cordoned && isCordonTaint(why) ? [] : [reasonFor(refusal, why, node)])),
    )
  }
}

/** The taint that every cordoned node gets: it says the same again. */
function isCordonTaint(why: Why): boolean {
  return why.kind === 'taint' && why.taint.key === 'node.kubernetes.io/unschedulable'
}

/** Words for the table and for the foot of a node; `asked` and `free` go on from "needs it" and "finds it". */
type Words = Pick<Reason, 'what' | 'short' | 'asked' | 'free'> & Partial<Pick<Reason, 'amounts' | 'source' | 'help' | 'resolvable'>>

function reasonOf(refusal: Refusal, why: Why, node: NodeState, plan: PodPlan, places: Place): Reason {
  const { source, help, amounts, resolvable = refusal.resolvable, ...words } = wordsFor(why, node, plan, places)
  return { filter: refusal.plugin, ...words, resolvable, ...(amounts && { amounts }), ...(source && { source }), ...(help && { help }) }
}

function wordsFor(why: Why, node: NodeState, plan: PodPlan, places: Place): Words {
  switch (why.kind) {
    case 'resource':
      return resourceReason(why, plan)
    case 'pods':
      return podSlots(why)
    case 'taint': {
      const { key, value, effect } = why.taint
      const taint = `${key}${value === '' ? '' : `=${value}`}:${effect}`
      const edit = plan.workload.append([...podPath(plan.workload), 'spec', 'tolerations'], tolerationOf(why.taint))
      const help = { title: `tolerate ${taint}`, ...(edit && { edit }) }
      return { what: `taint ${taint}`, short: `taint ${key}`, asked: 'tolerated', free: 'not tolerated', help, ...at(places.tolerations()) }
    }
    case 'unschedulable':
      return { what: 'scheduling', short: 'cordoned', asked: 'on', free: 'turned off (cordoned)' }
    case 'node-name':
      return { what: 'node name', short: 'other name', asked: why.asked, free: node.name, ...at(places.spec('nodeName')) }
    case 'node-affinity':
      return { what: 'node affinity', short: 'node affinity', asked: 'met', free: 'not met', ...at(places.nodeAffinity()) }
    case 'node-label': {
      const what = why.key === 'metadata.name' ? 'node name' : `label ${why.key}`
      return { what, short: what, asked: wanted(why.operator, why.values), free: why.has ?? 'missing', ...at(places.spec(...why.at)) }
    }
    case 'outside':
      return { what: 'node name', short: 'not named', asked: 'one of those named', free: node.name, ...at(places.nodeAffinity()) }
    case 'host-port':
      return hostPort(why, node, places)
    case 'spread-label':
      return { ...missingLabel(why.topologyKey), ...at(places.spread(why.topologyKey)) }
    case 'spread':
      return {
        what: `spread over ${why.topologyKey}`,
        short: `spread ${lastPart(why.topologyKey)}`,
        asked: `within maxSkew ${why.maxSkew}`,
        free: `at ${amount(why.pods, '')} in ${why.domain || 'a domain without name'}, ${amount(why.fewest, '')} where fewest`,
        ...at(places.spread(why.topologyKey)),
      }
    case 'pod-affinity':
    case 'pod-anti-affinity':
    case 'existing-anti-affinity':
      return betweenPods(why, node, places)
    case 'features':
      return { what: 'feature of the kubelet', short: 'kubelet feature', asked: 'declared', free: 'not declared' }
    case 'disk-conflict':
    case 'claim-in-use':
    case 'volume-limit':
    case 'volume-node-affinity':
    case 'no-volume':
    case 'no-space':
    case 'volume-missing':
    case 'volume-zone':
      return ofVolumes(why, places)
  }
}

function tolerationOf({ key, value, effect }: Taint): Readonly<Record<string, string>> {
  return value === '' ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect }
}

function podSlots({ running, allocatable }: Extract<Why, { kind: 'pods' }>): Words {
  const free = Math.max(0, allocatable - running)
  const amounts = { unit: '', asked: 1, free, capacity: allocatable, shortfall: running + 1 - allocatable }
  return { what: 'room for pods', short: 'full of pods', asked: '1', free: amount(free, ''), amounts, resolvable: true }
}

function wanted(operator: string, values: readonly string[]): string {
  const list = values.length > 1 ? `one of ${values.join(', ')}` : (values[0] ?? '')
  switch (operator) {
    case 'Exists':
      return 'present'
    case 'DoesNotExist':
      return 'absent'
    case 'NotIn':
      return values.length > 1 ? `none of ${values.join(', ')}` : `not ${list}`
    case 'Gt':
      return `above ${list}`
    case 'Lt':
      return `below ${list}`
    default:
      return list === '' ? 'empty' : list
  }
}

function hostPort({ port }: Extract<Why, { kind: 'host-port' }>, node: NodeState, places: Place): Words {
  const number = `${port.port}${port.protocol === 'TCP' ? '' : `/${port.protocol.toLowerCase()}`}`
  const holder = node.pods.find(({ hostPorts }) => hostPorts.some((one) => one.port === port.port && one.protocol === port.protocol))
  const free = holder === undefined ? 'taken' : `taken by ${holder.pod.namespace}/${holder.pod.name}`
  return { what: `host port ${number}`, short: `port ${number} taken`, asked: 'free', free, ...at(places.hostPort(port)) }
}

function missingLabel(topologyKey: string): Words {
  return { what: `label ${topologyKey}`, short: `no label ${lastPart(topologyKey)}`, asked: 'present', free: 'missing' }
}

type BetweenPods = Extract<Why, { kind: 'pod-affinity' | 'pod-anti-affinity' | 'existing-anti-affinity' }>

function betweenPods(why: BetweenPods, { name }: NodeState, places: Place): Words {
  const { topologyKey, domain } = why
  const free = domain === name ? 'broken' : `broken in ${domain}`
  switch (why.kind) {
    case 'pod-affinity': {
      const source = at(places.podTerm('podAffinity', why.term))
      if (domain === undefined) return { ...missingLabel(topologyKey), resolvable: false, ...source }
      return {
        what: `pod affinity over ${topologyKey}`,
        short: 'pod affinity',
        asked: 'met',
        free: `without a match in ${domain}`,
        ...source,
      }
    }
    case 'pod-anti-affinity': {
      const what = `pod anti-affinity over ${topologyKey}`
      return {
        what,
        short: 'anti-affinity',
        asked: 'kept',
        free,
        ...at(places.podTerm('podAntiAffinity', why.term)),
      }
    }
    case 'existing-anti-affinity': {
      const what = `anti-affinity of running pods over ${topologyKey}`
      return { what, short: 'anti-affinity', asked: 'kept', free }
    }
  }
}

type OfVolumes = Extract<
  Why,
  {
    kind:
      | 'disk-conflict'
      | 'claim-in-use'
      | 'volume-limit'
      | 'volume-node-affinity'
      | 'no-volume'
      | 'no-space'
      | 'volume-missing'
      | 'volume-zone'
  }
>

function ofVolumes(why: OfVolumes, places: Place): Words {
  switch (why.kind) {
    case 'disk-conflict':
      return { what: 'disk', short: 'disk in use', asked: 'unused', free: 'in use by another pod' }
    case 'claim-in-use': {
      const [claim = ''] = why.claims
      const free = 'in use by another pod (ReadWriteOncePod)'
      return { what: `claim ${claim}`, short: 'claim in use', asked: 'unused', free, ...at(places.claim(claim)) }
    }
    case 'volume-limit': {
      const free = Math.max(0, why.limit - why.attached)
      const amounts = { unit: '', asked: why.added, free, capacity: why.limit, shortfall: why.attached + why.added - why.limit }
      return { what: `volumes of ${why.driver}`, short: 'volumes full', asked: amount(why.added, ''), free: amount(free, ''), amounts }
    }
    case 'no-volume':
      return {
        what: `claim ${why.claim}`,
        short: 'no volume',
        asked: 'served',
        free: 'without a volume here',
        ...at(places.claim(why.claim)),
      }
    case 'no-space':
      return {
        what: `claim ${why.claim}`,
        short: 'no storage',
        asked: 'served',
        free: 'without enough storage',
        ...at(places.claim(why.claim)),
      }
    case 'volume-zone': {
      const { volume, label, values } = why
      return { what: `volume ${volume}`, short: 'other zone', asked: `within ${values.join(', ')} (${label})`, free: 'elsewhere' }
    }
    case 'volume-node-affinity':
      return { what: `volume ${why.volume}`, short: 'volume elsewhere', asked: 'within reach', free: 'out of reach' }
    case 'volume-missing':
      return { what: `volume ${why.volume}`, short: 'volume missing', asked: 'there', free: 'missing' }
  }
}

/** `zone` of `topology.kubernetes.io/zone`. */
function lastPart(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}
