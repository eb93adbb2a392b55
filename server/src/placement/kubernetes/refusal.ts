import type { Taint } from './objects/taint.ts'
import type { PluginId } from './plugin.ts'
import type { HostPort } from './state/pod-info.ts'
import type { Behaviour } from './version.ts'

/** A plugin's refusal of a node. */
export interface Refusal {
  readonly plugin: PluginId
  /** Whether evictions may help: `Unschedulable`, else `UnschedulableAndUnresolvable`. */
  readonly resolvable: boolean
  /** At least one. */
  readonly why: readonly Why[]
}

/** What is wrong with a node, with what is needed to say it in numbers and names. */
export type Why =
  | { readonly kind: 'unschedulable' }
  | { readonly kind: 'node-name'; readonly asked: string }
  | { readonly kind: 'taint'; readonly taint: Taint }
  | { readonly kind: 'node-affinity' }
  | UnmetLabel
  | { readonly kind: 'host-port'; readonly port: HostPort }
  | { readonly kind: 'pods'; readonly running: number; readonly allocatable: number }
  | ResourceShortage
  | { readonly kind: 'disk-conflict' }
  | { readonly kind: 'claim-in-use'; readonly claims: readonly string[] }
  | { readonly kind: 'volume-limit'; readonly driver: string; readonly limit: number; readonly attached: number; readonly added: number }
  | { readonly kind: 'volume-node-affinity'; readonly volume: string }
  | { readonly kind: 'no-volume'; readonly claim: string }
  | { readonly kind: 'no-space'; readonly claim: string }
  | { readonly kind: 'volume-missing'; readonly volume: string }
  | { readonly kind: 'volume-zone'; readonly volume: string; readonly label: string; readonly values: readonly string[] }
  | { readonly kind: 'spread-label'; readonly topologyKey: string }
  | SpreadSkew
  /** `term` is the place among the pod's required terms; the domain is undefined on nodes without the label. */
  | { readonly kind: 'pod-affinity'; readonly topologyKey: string; readonly domain: string | undefined; readonly term: number }
  | { readonly kind: 'pod-anti-affinity'; readonly topologyKey: string; readonly domain: string; readonly term: number }
  | { readonly kind: 'existing-anti-affinity'; readonly topologyKey: string; readonly domain: string }
  | { readonly kind: 'features' }
  | { readonly kind: 'outside'; readonly plugins: readonly PluginId[] }

/** What a pod asks of a node's labels, or of its name, and does not find. Only explanations say this; the scheduler says 'node-affinity'. */
export interface UnmetLabel {
  readonly kind: 'node-label'
  readonly key: string
  /** Of a selector: In, NotIn, Exists, DoesNotExist, Gt, Lt. */
  readonly operator: string
  readonly values: readonly string[]
  /** What the node has; undefined if it has no such label. */
  readonly has: string | undefined
  /** Where the pod's spec asks for it. */
  readonly at: readonly (string | number)[]
}

/** A resource of which too little is free. */
export interface ResourceShortage {
  readonly kind: 'resource'
  readonly resource: string
  /** In the unit of the scheduler: milli for cpu, bytes, else pieces. */
  readonly asked: number
  readonly used: number
  readonly allocatable: number
}

/** One more pod would make the spread too uneven. */
export interface SpreadSkew {
  readonly kind: 'spread'
  readonly topologyKey: string
  readonly domain: string
  /** Pods that count, in the domain and where there are fewest. */
  readonly pods: number
  readonly fewest: number
  readonly maxSkew: number
}

/** The words of the real scheduler for what is wrong with a node. */
export function reasonOf(why: Why, { namesTaint }: Behaviour): string {
  switch (why.kind) {
    case 'unschedulable':
      return 'node(s) were unschedulable'
    case 'node-name':
      return "node(s) didn't match the requested node name"
    case 'taint':
      return namesTaint ? `node(s) had untolerated taint {${why.taint.key}: ${why.taint.value}}` : 'node(s) had untolerated taint(s)'
    case 'node-affinity':
    case 'node-label':
      return "node(s) didn't match Pod's node affinity/selector"
    case 'host-port':
      return "node(s) didn't have free ports for the requested pod ports"
    case 'pods':
      return 'Too many pods'
    case 'resource':
      return `Insufficient ${why.resource}`
    case 'disk-conflict':
      return 'node(s) had no available disk'
    case 'claim-in-use':
      return 'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod'
    case 'volume-limit':
      return 'node(s) exceed max volume count'
    case 'volume-node-affinity':
      return "node(s) didn't match PersistentVolume's node affinity"
    case 'no-volume':
      return "node(s) didn't find available persistent volumes to bind"
    case 'no-space':
      return 'node(s) did not have enough free storage'
    case 'volume-missing':
      return 'node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)'
    case 'volume-zone':
      return 'node(s) had no available volume zone'
    case 'spread-label':
      return "node(s) didn't match pod topology spread constraints (missing required label)"
    case 'spread':
      return "node(s) didn't match pod topology spread constraints"
    case 'pod-affinity':
      return "node(s) didn't match pod affinity rules"
    case 'pod-anti-affinity':
      return "node(s) didn't match pod anti-affinity rules"
    case 'existing-anti-affinity':
      return "node(s) didn't satisfy existing pods anti-affinity rules"
    case 'features':
      return "node(s) didn't match Pod's required features"
    case 'outside':
      return `node(s) didn't satisfy plugin(s) [${why.plugins.join(' ')}]`
  }
}
