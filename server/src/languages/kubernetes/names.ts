import { at, entries, get, items, type Node, type ScalarNode } from '../../syntax/node.ts'
import { hasPlaceholder } from '../../syntax/placeholder.ts'
import { anchorsOf } from '../../syntax/yaml-anchors.ts'
import { isPlain } from '../../syntax/yaml-layout.ts'
import { type Span, span } from '../../text/span.ts'
import type { Name } from '../language.ts'
import { namesFrom, type Occurrence } from '../names.ts'
import { dnsLabel, dnsSubdomain, labelValue, qualifiedName } from './grammar/names.ts'
import { portName } from './grammar/ports.ts'
import { containersOf, mapsIn, objectsOf, podPathOf, podSpecOf, type WrittenObject } from './objects.ts'

/** What has a name that something else in the file may refer to. */
type Kind = 'container' | 'volume' | 'port' | 'resource claim' | 'label' | 'label value' | 'anchor' | ObjectKind

/** Objects that pods name, as far as they are in the same file. */
type ObjectKind = 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'ServiceAccount' | 'Service'

type Found = Iterable<Occurrence<Kind>>

/** A document where it stands in its file. */
export interface PlacedTree {
  readonly text: string
  readonly root: Node | undefined
  /** Where its text begins in the file. */
  readonly start: number
}

/**
 * Everything in a file that has a name, with what refers to it. Containers, volumes and claims belong to their pod, ports to their
 * container, labels to what a selector holds together, objects and Services to the file.
 */
export function namesOf(text: string, documents: readonly PlacedTree[]): readonly Name[] {
  const placed = documents.flatMap((document) => objectsOf(document.root).map((object): Placed => ({ ...document, object })))
  const all = function* (): Found {
    for (const one of placed) {
      yield* namesOfPod(one)
      yield* objectNames(one)
    }
    yield* labelsOf(placed)
    yield* servicePorts(placed)
    for (const document of documents) yield* anchors(document)
  }
  return namesFrom(all(), (kind, newName, taken, spans) => refusal(text, kind, newName, taken, spans))
}

interface Placed extends PlacedTree {
  readonly object: WrittenObject
}

/** A scalar that stands in the text as what it means, so that it can be changed there. */
function* named(
  { text, start }: PlacedTree,
  node: Node | undefined,
  facts: { readonly kind: Kind; readonly role: Occurrence['role']; readonly scope: string },
): Found {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || node.value === '' || hasPlaceholder(node.value)) return
  const where = wordOf(text, node)
  if (where !== undefined) yield { ...facts, name: node.value, span: span(where.start + start, where.end + start) }
}

/** Where the words of a string stand, without quotes; undefined if they are written in another way, or elsewhere, behind an alias. */
function wordOf(text: string, { span: { start, end }, value }: ScalarNode): Span | undefined {
  const quote = /["']/.test(text[start] ?? '') ? 1 : 0
  const where = span(start + quote, end - quote)
  return text.slice(where.start, where.end) === value ? where : undefined
}

function scopeOf({ start, object }: Placed, ...more: readonly (string | number)[]): string {
  return [start, ...object.path, ...more].join('/')
}

function* namesOfPod(placed: Placed): Found {
  const { object } = placed
  const spec = podSpecOf(object)
  const scope = scopeOf(placed)
  const find = (node: Node | undefined, kind: Kind, role: Occurrence['role'], own = scope) =>
    named(placed, node, { kind, role, scope: own })
  for (const { node, list, index } of containersOf(spec)) {
    yield* find(get(node, 'name'), 'container', 'definition')
    yield* find(get(node, 'targetContainerName'), 'container', 'reference')
    for (const key of ['volumeMounts', 'volumeDevices'])
      for (const mount of mapsIn(node, key)) yield* find(get(mount, 'name'), 'volume', 'reference')
    for (const claim of mapsIn(get(node, 'resources'), 'claims')) yield* find(get(claim, 'name'), 'resource claim', 'reference')
    for (const env of mapsIn(node, 'env')) {
      yield* find(at(env, ['valueFrom', 'resourceFieldRef', 'containerName']), 'container', 'reference')
      yield* find(at(env, ['valueFrom', 'fileKeyRef', 'volumeName']), 'volume', 'reference')
    }
    yield* portsOf(placed, node, scopeOf(placed, list, index))
  }
  for (const volume of mapsIn(spec, 'volumes')) {
    yield* find(get(volume, 'name'), 'volume', 'definition')
    for (const source of [get(volume, 'downwardAPI'), ...mapsIn(get(volume, 'projected'), 'sources').map((one) => get(one, 'downwardAPI'))])
      for (const item of mapsIn(source, 'items')) yield* find(at(item, ['resourceFieldRef', 'containerName']), 'container', 'reference')
  }
  for (const claim of mapsIn(get(object.root, 'spec'), 'volumeClaimTemplates'))
    yield* find(at(claim, ['metadata', 'name']), 'volume', 'definition')
  for (const claim of mapsIn(spec, 'resourceClaims')) yield* find(get(claim, 'name'), 'resource claim', 'definition')
  const job = object.kind === 'CronJob' ? at(object.root, ['spec', 'jobTemplate', 'spec']) : get(object.root, 'spec')
  for (const rule of mapsIn(get(job, 'podFailurePolicy'), 'rules'))
    yield* find(at(rule, ['onExitCodes', 'containerName']), 'container', 'reference')
  const annotations = object.kind === undefined ? undefined : at(object.root, [...podPathOf(object.kind), 'metadata', 'annotations'])
  for (const key of ['kubectl.kubernetes.io/default-container', 'kubectl.kubernetes.io/default-logs-container'])
    yield* find(get(annotations, key), 'container', 'reference')
}

/** The ports of a container, and its probes and hooks, which know no others. */
function* portsOf(placed: Placed, container: Node, scope: string): Found {
  for (const port of mapsIn(container, 'ports')) yield* named(placed, get(port, 'name'), { kind: 'port', role: 'definition', scope })
  const lifecycle = get(container, 'lifecycle')
  const handlers = [
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((key) => get(container, key)),
    ...['postStart', 'preStop'].map((key) => get(lifecycle, key)),
  ]
  for (const handler of handlers) {
    for (const key of ['httpGet', 'tcpSocket'])
      yield* named(placed, get(get(handler, key), 'port'), { kind: 'port', role: 'reference', scope })
  }
}

/** Of so many objects each is held against each other: what selects them, and what they are. */
const mostCompared = 100

/** A Service sends to the first container of its pods that has a port of the name. */
function* servicePorts(placed: readonly Placed[]): Found {
  const withPods = placed.filter(({ object }) => podLabels(object) !== undefined).slice(0, mostCompared)
  for (const service of placed.filter(({ object }) => object.kindName === 'Service').slice(0, mostCompared)) {
    const pods = withPods.filter((other) => selects(get(get(service.object.root, 'spec'), 'selector'), podLabels(other.object)))
    for (const port of mapsIn(get(service.object.root, 'spec'), 'ports')) {
      const target = get(port, 'targetPort')
      for (const pod of pods) {
        const owner = containersOf(podSpecOf(pod.object)).find(({ node }) =>
          mapsIn(node, 'ports').some((one) => target?.kind === 'scalar' && stringOf(get(one, 'name')) === target.value),
        )
        if (owner !== undefined)
          yield* named(service, target, { kind: 'port', role: 'reference', scope: scopeOf(pod, owner.list, owner.index) })
      }
    }
  }
}

function podLabels(object: WrittenObject): Node | undefined {
  return object.kind === undefined ? undefined : at(object.root, [...podPathOf(object.kind), 'metadata', 'labels'])
}

/** Whether a selector of equal labels finds what has the labels. */
function selects(selector: Node | undefined, labels: Node | undefined): boolean {
  const wanted = entries(selector)
  return wanted.length > 0 && wanted.every(({ key, value }) => sameValue(get(labels, String(key.value)), value))
}

function sameValue(a: Node | undefined, b: Node | undefined): boolean {
  return a?.kind === 'scalar' && b?.kind === 'scalar' && a.value === b.value
}

function stringOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined
}

/** The labels of the pods of a workload, and every selector in the file that finds these pods by them. */
function* labelsOf(placed: readonly Placed[]): Found {
  const selecting = placed.filter(({ object }) => outsideSelector(object) !== undefined).slice(0, mostCompared)
  for (const [i, pod] of placed.entries()) {
    const labels = podLabels(pod.object)
    if (labels === undefined) continue
    const scope = scopeOf(pod)
    yield* pairsOf(pod, labels, 'definition', scope)
    for (const selector of selectorsOf(pod.object)) if (selects(selector, labels)) yield* pairsOf(pod, selector, 'reference', scope)
    for (const other of i < mostCompared ? selecting : []) {
      const selector = outsideSelector(other.object)
      if (other !== pod && selects(selector, labels)) yield* pairsOf(other, selector, 'reference', scope)
    }
  }
}

/** A Service's selector, or that of a PodDisruptionBudget. */
function outsideSelector({ root, kindName }: WrittenObject): Node | undefined {
  const selector = get(get(root, 'spec'), 'selector')
  return kindName === 'Service' ? selector : kindName === 'PodDisruptionBudget' ? get(selector, 'matchLabels') : undefined
}

/** The selectors of a workload that may be about its own pods. */
function selectorsOf(object: WrittenObject): readonly (Node | undefined)[] {
  const selector = get(get(object.root, 'spec'), 'selector')
  const spec = podSpecOf(object)
  const affinity = ['podAffinity', 'podAntiAffinity'].map((key) => get(get(spec, 'affinity'), key))
  const terms = affinity.flatMap((one) => [
    ...mapsIn(one, 'requiredDuringSchedulingIgnoredDuringExecution'),
    ...items(get(one, 'preferredDuringSchedulingIgnoredDuringExecution')).map((weighted) => get(weighted, 'podAffinityTerm')),
  ])
  const spread = mapsIn(spec, 'topologySpreadConstraints')
  return [
    object.kind === 'ReplicationController' ? selector : object.kind === 'Pod' ? undefined : get(selector, 'matchLabels'),
    ...[...terms, ...spread].map((term) => at(term, ['labelSelector', 'matchLabels'])),
  ]
}

/** Keys as labels, values as values of their label. */
function* pairsOf(placed: Placed, map: Node | undefined, role: Occurrence['role'], scope: string): Found {
  for (const { key, value } of entries(map)) {
    yield* named(placed, key, { kind: 'label', role, scope })
    yield* named(placed, value, { kind: 'label value', role, scope: `${scope}/${key.value}` })
  }
}

function* objectNames(placed: Placed): Found {
  const { object } = placed
  const scope = 'file'
  const define = ['ConfigMap', 'Secret', 'PersistentVolumeClaim', 'ServiceAccount', 'Service'].find((kind) => kind === object.kindName)
  if (define !== undefined)
    yield* named(placed, at(object.root, ['metadata', 'name']), { kind: define as ObjectKind, role: 'definition', scope })
  for (const [kind, node] of uses(object)) yield* named(placed, node, { kind, role: 'reference', scope })
}

/** Where a pod names other objects. */
function* uses(object: WrittenObject): Iterable<readonly [ObjectKind, Node | undefined]> {
  const spec = podSpecOf(object)
  if (object.kind === 'StatefulSet') yield ['Service', at(object.root, ['spec', 'serviceName'])]
  yield ['ServiceAccount', get(spec, 'serviceAccountName')]
  for (const secret of mapsIn(spec, 'imagePullSecrets')) yield ['Secret', get(secret, 'name')]
  for (const volume of mapsIn(spec, 'volumes')) {
    yield ['ConfigMap', at(volume, ['configMap', 'name'])]
    yield ['Secret', at(volume, ['secret', 'secretName'])]
    yield ['PersistentVolumeClaim', at(volume, ['persistentVolumeClaim', 'claimName'])]
    for (const source of mapsIn(get(volume, 'projected'), 'sources')) {
      yield ['ConfigMap', at(source, ['configMap', 'name'])]
      yield ['Secret', at(source, ['secret', 'name'])]
    }
  }
  for (const { node } of containersOf(spec)) {
    for (const env of mapsIn(node, 'env')) {
      yield ['ConfigMap', at(env, ['valueFrom', 'configMapKeyRef', 'name'])]
      yield ['Secret', at(env, ['valueFrom', 'secretKeyRef', 'name'])]
    }
    for (const from of mapsIn(node, 'envFrom')) {
      yield ['ConfigMap', at(from, ['configMapRef', 'name'])]
      yield ['Secret', at(from, ['secretRef', 'name'])]
    }
  }
}

function* anchors({ text, start }: PlacedTree): Found {
  for (const { name, span: where, anchor } of anchorsOf(text)) {
    const role = where === anchor ? 'definition' : 'reference'
    yield { kind: 'anchor', name, role, scope: String(start + anchor.start), span: span(where.start + start, where.end + start) }
  }
}

const forms: Readonly<Record<Kind, (name: string) => string | undefined>> = {
  container: dnsLabel,
  volume: dnsLabel,
  port: portName,
  'resource claim': dnsLabel,
  label: qualifiedName,
  'label value': labelValue,
  anchor: (name) => (/^[^\s,[\]{}]+$/.test(name) ? undefined : 'it has no blanks, commas and brackets'),
  ConfigMap: dnsSubdomain,
  Secret: dnsSubdomain,
  PersistentVolumeClaim: dnsSubdomain,
  ServiceAccount: dnsSubdomain,
  Service: dnsLabel,
}

function refusal(text: string, kind: Kind, newName: string, taken: (name: string) => boolean, spans: readonly Span[]): string | undefined {
  if (hasPlaceholder(newName) && !/["'\\\s]/.test(newName)) return undefined
  const limit = newName === '' ? 'it is empty' : forms[kind](newName)
  if (limit !== undefined) return `"${newName}" is no name of this kind: ${limit}`
  if (kind !== 'label value' && taken(newName)) return `another ${kind} is named "${newName}" already`
  const bare = kind !== 'anchor' && spans.some(({ start }) => !/["']/.test(text[start - 1] ?? ''))
  return bare && !isPlain(newName, true) ? `"${newName}" would have to stand in quotes` : undefined
}
