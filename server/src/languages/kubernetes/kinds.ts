import { nearest } from '../../text/nearest.ts'
import type { Kind } from './manifest.ts'

/** The kinds whose fields are known, with the `apiVersion` they have. */
const versions: Readonly<Record<Kind, string>> = {
  Pod: 'v1',
  PodTemplate: 'v1',
  ReplicationController: 'v1',
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
}

/** What else the API has in the same versions. A `List` is what kubectl makes of several objects. */
const others: Readonly<Record<string, readonly string[]>> = {
  v1: [
    ...['Binding', 'ComponentStatus', 'ConfigMap', 'Endpoints', 'Event', 'LimitRange', 'List', 'Namespace', 'Node', 'PersistentVolume'],
    ...['PersistentVolumeClaim', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount', 'Status', 'DeleteOptions', 'Eviction', 'Scale'],
    ...['PodStatusResult', 'RangeAllocation', 'SerializedReference', 'APIGroup', 'APIVersions', 'APIResourceList', 'TokenRequest'],
  ],
  'apps/v1': ['ControllerRevision', 'Scale'],
  'batch/v1': [],
}

/** Versions of ours that clusters no longer serve, with the release that took them away. */
const removed: Readonly<Record<string, string>> = {
  'extensions/v1beta1': '1.16',
  'apps/v1beta1': '1.16',
  'apps/v1beta2': '1.16',
  'batch/v1beta1': '1.25',
  'batch/v2alpha1': '1.21',
}

/** All kinds whose fields are known. */
export const kinds: readonly Kind[] = Object.keys(versions).filter(isKind)

/** The `apiVersion` of a kind. */
export function versionOf(kind: Kind): string {
  return versions[kind]
}

/** The kind that an object names, if it is one of ours in its own version. */
export function kindOf(apiVersion: string, kind: string): Kind | undefined {
  return isKind(kind) && versions[kind] === apiVersion ? kind : undefined
}

/** Why the server knows no such kind in that version: which of the two is wrong, in words, and what to write instead where that is clear. */
export interface UnknownKind {
  readonly field: 'apiVersion' | 'kind'
  readonly message: string
  /** The nearest right value. */
  readonly instead?: string
}

/**
 * What is wrong with the version and kind of an object; undefined for objects of ours, and for all that may well exist: other kinds of the
 * API, and the kinds that a cluster was taught (their groups have a point in their name). Both are empty where they are not written.
 */
export function unknownKind(apiVersion: string, kind: string): UnknownKind | undefined {
  if (kindOf(apiVersion, kind) !== undefined) return undefined
  if (isKind(kind)) return wrongVersion(apiVersion, kind)
  if (apiVersion === '' && kind === '') return { field: 'kind', message: 'apiVersion and kind are missing; they say what this object is' }
  const known = others[apiVersion]
  if (known === undefined) return misspelt(apiVersion, kind)
  if (known.includes(kind) || isList(kind, known)) return undefined
  return wrongKind(apiVersion, kind)
}

function isList(kind: string, known: readonly string[]): boolean {
  const item = kind.endsWith('List') ? kind.slice(0, -4) : ''
  return isKind(item) || known.includes(item)
}

function wrongVersion(apiVersion: string, kind: Kind): UnknownKind | undefined {
  const instead = versions[kind]
  if (apiVersion === '') return { field: 'apiVersion', message: `apiVersion is missing; a ${kind} has ${instead}`, instead }
  const since = removed[apiVersion]
  if (since !== undefined) {
    return { field: 'apiVersion', message: `${apiVersion} is served no more since Kubernetes ${since}; a ${kind} has ${instead}`, instead }
  }
  if (mayBeCustom(apiVersion)) return undefined
  return { field: 'apiVersion', message: `no kind ${kind} in version ${apiVersion}; it is in ${instead}`, instead }
}

function wrongKind(apiVersion: string, kind: string): UnknownKind {
  const here = kinds.filter((one) => versions[one] === apiVersion)
  if (kind === '') return { field: 'kind', message: `kind is missing; ${apiVersion} has ${wordsOf(here)}` }
  const instead = nearKind(kind, [...here, ...kinds, ...(others[apiVersion] ?? [])])
  return {
    field: 'kind',
    message: `no kind "${kind}" in version ${apiVersion}${instead === undefined ? '' : `; did you mean ${instead}`}`,
    ...(instead !== undefined && { instead }),
  }
}

/** Of a version that is not ours: a removed one with a misspelt kind, or a misspelling of both. */
function misspelt(apiVersion: string, kind: string): UnknownKind | undefined {
  if (mayBeCustom(apiVersion)) return undefined
  const near = kind === '' ? undefined : nearKind(kind, kinds)
  const exact = kinds.find((one) => one.toLowerCase() === kind.toLowerCase())
  if (exact === undefined && (near === undefined || apiVersion !== '')) return undefined
  const instead = exact ?? near
  return { field: 'kind', message: `no kind "${kind}"; did you mean ${instead}`, ...(instead !== undefined && { instead }) }
}

/** Groups of custom kinds are domain names; so are most of the API's own, none of which has a kind of ours. */
function mayBeCustom(apiVersion: string): boolean {
  return /^[^/]*\.[^/]*\//.test(apiVersion)
}

/** "Deploy" and "Deployments" stand for a kind as well as "Deploymnet" does. */
function nearKind(kind: string, candidates: readonly string[]): string | undefined {
  const begins = candidates.find((one) => kind.length > 2 && one.toLowerCase().startsWith(kind.toLowerCase()))
  return nearest(kind, candidates) ?? begins
}

function wordsOf(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(versions, kind)
}
