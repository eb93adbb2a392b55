import { ranks } from '../../../schema/complete.ts'
import { literal } from '../../../schema/skeleton.ts'
import { bodyOf, type YamlBody } from '../../../schema/yaml-body.ts'
import { at, entries, get, items, type Node, text } from '../../../syntax/node.ts'
import { yamlScalar } from '../../../syntax/yaml-layout.ts'
import type { Suggestion } from '../../json-completion.ts'
import type { SuggestedKey } from '../../yaml-completion.ts'
import { amountInWords } from '../amounts.ts'
import type { Asked } from '../asked.ts'
import { timeZones as zones } from '../grammar/time-zones.ts'
import { kinds, versionOf } from '../kinds.ts'
import {
  containerAt,
  containersOf,
  mapsIn,
  podPathOf,
  podSpecOf,
  volumeSource,
  type WrittenContainer,
  type WrittenObject,
} from '../objects.ts'
import { specOf, templateOfJob, templateWith } from './documents.ts'
import {
  applicationLabels,
  capabilities,
  envFields,
  nodeLabels,
  objectAnnotations,
  podAnnotations,
  priorityClasses,
  resourceFields,
  resourceNames,
  safeSysctls,
  taintKeys,
  unsafeSysctls,
  usualAmounts,
  usualCapabilities,
  usualSchedules,
  volumeFields,
} from './well-known.ts'

/** The values that the file or convention suggests for a place; undefined where they suggest none, so that the schema is asked. */
export function suggestedValues(asked: Asked): readonly Suggestion[] | undefined {
  const suggest = values[`${asked.structure}.${asked.field}`] ?? values[`*.${asked.field}`]
  const found = suggest?.(asked) ?? []
  return found.length === 0 ? undefined : found
}

/** The keys of the writer's choice that are worth proposing in a map. */
export function suggestedKeys(asked: Asked): readonly SuggestedKey[] {
  return (keys[`${asked.structure}.${asked.field}`] ?? keys[`*.${asked.field}`])?.(asked) ?? []
}

type Suggest<T> = (asked: Asked) => readonly T[]

const values: Readonly<Record<string, Suggest<Suggestion>>> = {
  '.kind': kindsOf,
  'VolumeMount.name': (asked) => volumes(asked, () => true),
  'VolumeDevice.name': (asked) => volumes(asked, (source) => source === 'persistentVolumeClaim' || source === 'ephemeral'),
  'FileKeySelector.volumeName': (asked) => volumes(asked, (source) => source === 'emptyDir'),
  'HTTPGetAction.port': ports,
  'TCPSocketAction.port': ports,
  'GRPCAction.port': (asked) => ports(asked).filter(({ value }) => typeof value === 'number'),
  'ResourceFieldSelector.containerName': (asked) => containers(asked, () => true),
  'PodFailurePolicyOnExitCodesRequirement.containerName': (asked) => containers(asked, ({ list }) => list !== 'ephemeralContainers'),
  'EphemeralContainer.targetContainerName': (asked) => containers(asked, ({ list }) => list !== 'ephemeralContainers'),
  'ResourceFieldSelector.resource': () => resourceFields.map((value) => ({ value, kind: 'value' })),
  'ResourceClaim.name': claims,
  'ObjectFieldSelector.fieldPath': (asked) => described(asked.path.includes('env') ? envFields : volumeFields),
  'PersistentVolumeClaimVolumeSource.claimName': (asked) => named(asked, 'PersistentVolumeClaim'),
  'ConfigMapVolumeSource.name': (asked) => named(asked, 'ConfigMap'),
  'ConfigMapProjection.name': (asked) => named(asked, 'ConfigMap'),
  'ConfigMapKeySelector.name': (asked) => named(asked, 'ConfigMap'),
  'ConfigMapEnvSource.name': (asked) => named(asked, 'ConfigMap'),
  'SecretVolumeSource.secretName': (asked) => named(asked, 'Secret'),
  'SecretProjection.name': (asked) => named(asked, 'Secret'),
  'SecretKeySelector.name': (asked) => named(asked, 'Secret'),
  'SecretEnvSource.name': (asked) => named(asked, 'Secret'),
  'ConfigMapKeySelector.key': (asked) => keysOfNamed(asked, 'ConfigMap'),
  'SecretKeySelector.key': (asked) => keysOfNamed(asked, 'Secret'),
  'PodSpec.serviceAccountName': (asked) => [...named(asked, 'ServiceAccount'), { value: 'default', kind: 'value' }],
  'StatefulSetSpec.serviceName': serviceNames,
  'PodSpec.priorityClassName': (asked) => [...named(asked, 'PriorityClass'), ...described(priorityClasses)],
  'PodSpec.runtimeClassName': (asked) => named(asked, 'RuntimeClass'),
  'TopologySpreadConstraint.topologyKey': () => domains(),
  'PodAffinityTerm.topologyKey': () => domains(),
  'TopologySpreadConstraint.matchLabelKeys': () => [{ value: 'pod-template-hash', detail: 'one revision of a Deployment', kind: 'value' }],
  'NodeSelectorRequirement.key': () => Object.entries(nodeLabels).map(([value, { what }]) => ({ value, detail: what, kind: 'value' })),
  'NodeSelectorRequirement.values': nodeValues,
  'LabelSelectorRequirement.key': (asked) => templateLabels(asked).map(([value]) => ({ value, kind: 'reference' })),
  'LabelSelectorRequirement.values': requirementValues,
  'Toleration.key': () => described(taintKeys),
  'Sysctl.name': () => [
    ...described(safeSysctls),
    ...unsafeSysctls.map((value): Suggestion => ({ value, detail: 'the node has to allow it', kind: 'value', rank: ranks.snippet })),
  ],
  'Capabilities.add': (asked) =>
    capabilityNames(asked, ({ usual, all }) => (all ? ranks.deprecated : usual ? ranks.snippet : ranks.reference)),
  'Capabilities.drop': (asked) =>
    capabilityNames(asked, ({ usual, all }) => (all ? ranks.required : usual ? ranks.reference : ranks.snippet)),
  'CronJobSpec.schedule': () => described(usualSchedules).map((one, i) => ({ ...one, rank: ranks.value + i })),
  'CronJobSpec.timeZone': timeZones,
  '*.nodeSelector': ({ path }) => nodeLabelValues(String(path.at(-1))),
  '*.matchLabels': labelValue,
  '*.labels': labelValue,
  '*.requests': amounts,
  '*.limits': amounts,
  '*.overhead': amounts,
  'EmptyDirVolumeSource.sizeLimit': () => quantities('ephemeral-storage'),
}

/**
 * What to begin a structure with: the specs of workloads and the templates in them with all that belongs there, selector and labels as the
 * other of them is written already.
 */
export function skeletonFor(title: string, object: WrittenObject): YamlBody | undefined {
  const asked = { object, path: [], structure: '', field: '', file: [] }
  const written = (pairsThere: readonly (readonly [key: string, value: string])[]) =>
    Object.fromEntries(pairsThere.map(([key, value]) => [key, literal(yamlScalar(value, '"', false))]))
  if (title === 'PodTemplateSpec') {
    const once = object.kind === 'Job' || object.kind === 'CronJob'
    return once ? templateOfJob : templateWith(written(selectorLabels(asked)))
  }
  if (title === 'JobTemplateSpec') return { kind: 'map', entries: [['spec', { kind: 'map', entries: [['template', templateOfJob]] }]] }
  if (title === 'LabelSelector') {
    const labelsThere = written(templateLabels(asked))
    return Object.keys(labelsThere).length === 0 ? undefined : bodyOf({ matchLabels: labelsThere })
  }
  return title.endsWith('Spec') && object.kind === title.slice(0, -4) ? specOf(object.kind) : undefined
}

const keys: Readonly<Record<string, Suggest<SuggestedKey>>> = {
  '*.requests': resources,
  '*.limits': resources,
  'PodSpec.overhead': () => ['cpu', 'memory'].map((key) => ({ key, detail: resourceNames[key] ?? '' })),
  'PodSpec.nodeSelector': () => nodeSelectorKeys(),
  '*.matchLabels': (asked) => copied(templateLabels(asked)),
  'ObjectMeta.labels': labels,
  'ReplicationControllerSpec.selector': (asked) => copied(templateLabels(asked)),
  'ObjectMeta.annotations': (asked) =>
    Object.entries(inTemplate(asked) ? podAnnotations : objectAnnotations).map(([key, detail]) => ({ key, detail })),
}

/** The kinds of the version that is written, or all of them. */
function kindsOf({ object }: Asked): readonly Suggestion[] {
  const version = text(get(object.root, 'apiVersion')) ?? ''
  const there = kinds.filter((kind) => versionOf(kind) === version)
  const offered = there.length > 0 ? there : version === '' ? kinds : []
  return offered.map((kind, i) => ({ value: kind, detail: versionOf(kind), kind: 'value', rank: ranks.value + i }))
}

function described(known: Readonly<Record<string, string>>): readonly Suggestion[] {
  return Object.entries(known).map(([value, detail]) => ({ value, detail, kind: 'value' }))
}

/** The volumes of the pod; those that the container has mounted already come later. */
function volumes({ object, path }: Asked, fits: (source: string) => boolean): readonly Suggestion[] {
  const own = containerAt(object, path)?.node
  const index = path.at(-2)
  const used = new Set(
    ['volumeMounts', 'volumeDevices'].flatMap((key) =>
      items(get(own, key)).flatMap((mount, i) => (i === index ? [] : (text(get(mount, 'name')) ?? []))),
    ),
  )
  const claimed = mapsIn(get(object.root, 'spec'), 'volumeClaimTemplates').map((claim) => ({
    name: text(get(get(claim, 'metadata'), 'name')),
    source: 'persistentVolumeClaim',
  }))
  const declared = mapsIn(podSpecOf(object), 'volumes').map((volume) => ({ name: text(get(volume, 'name')), source: volumeSource(volume) }))
  return [...declared, ...claimed].flatMap(({ name, source }): Suggestion[] =>
    name === undefined || name === '' || !fits(source)
      ? []
      : [{ value: name, detail: source, kind: 'reference', rank: used.has(name) ? ranks.property : ranks.reference }],
  )
}

/** The ports of the container by name and number. */
function ports({ object, path }: Asked): readonly Suggestion[] {
  return mapsIn(containerAt(object, path)?.node, 'ports').flatMap((port): Suggestion[] => {
    const number = get(port, 'containerPort')
    const value = number?.kind === 'scalar' && typeof number.value === 'number' ? number.value : undefined
    const name = text(get(port, 'name'))
    return [
      ...(name ? [{ value: name, ...(value !== undefined && { detail: `port ${value}` }), kind: 'reference' as const }] : []),
      ...(value === undefined
        ? []
        : [{ value, ...(name && { detail: name }), kind: 'reference' as const, rank: name ? ranks.property : ranks.oneOf }]),
    ]
  })
}

function containers({ object }: Asked, fits: (container: WrittenContainer) => boolean): readonly Suggestion[] {
  return containersOf(podSpecOf(object)).flatMap((container): Suggestion[] =>
    container.name && fits(container)
      ? [{ value: container.name, detail: text(get(container.node, 'image')) ?? '', kind: 'reference' }]
      : [],
  )
}

function claims({ object }: Asked): readonly Suggestion[] {
  return mapsIn(podSpecOf(object), 'resourceClaims').flatMap((claim): Suggestion[] => {
    const name = text(get(claim, 'name'))
    return name ? [{ value: name, kind: 'reference' }] : []
  })
}

/** Objects of the same file by their names. */
function named({ file }: Asked, kindName: string): readonly Suggestion[] {
  return file.flatMap((object): Suggestion[] => {
    const name = text(get(get(object.root, 'metadata'), 'name'))
    return object.kindName === kindName && name ? [{ value: name, detail: `${kindName} in this file`, kind: 'reference' }] : []
  })
}

/** The keys of the ConfigMap or Secret that is named beside, if it is in the file. */
function keysOfNamed({ object, path, file }: Asked, kindName: string): readonly Suggestion[] {
  const name = text(get(at(object.root, path.slice(0, -1)), 'name'))
  const found = file.find(
    ({ kindName: kind, root }) => kind === kindName && name !== undefined && text(get(get(root, 'metadata'), 'name')) === name,
  )
  return ['data', 'stringData', 'binaryData'].flatMap((part) =>
    entries(get(found?.root, part)).map(({ key }): Suggestion => ({ value: String(key.value), kind: 'reference' })),
  )
}

/** Services of the file; one has to be headless to give the pods names. */
function serviceNames(asked: Asked): readonly Suggestion[] {
  const own = text(get(get(asked.object.root, 'metadata'), 'name'))
  const known = named(asked, 'Service')
  return known.length > 0 || !own ? known : [{ value: own, detail: 'as the StatefulSet', kind: 'value' }]
}

function domains(): readonly Suggestion[] {
  return Object.entries(nodeLabels).flatMap(([value, { what, domain }]) =>
    domain ? [{ value, detail: what, kind: 'value' as const }] : [],
  )
}

function nodeLabelValues(key: string): readonly Suggestion[] {
  const known = Object.hasOwn(nodeLabels, key) ? nodeLabels[key] : undefined
  return (known?.values ?? []).map((value) => ({ value, kind: 'value' }))
}

function nodeValues({ object, path }: Asked): readonly Suggestion[] {
  return nodeLabelValues(text(get(at(object.root, path.slice(0, -2)), 'key')) ?? '')
}

function nodeSelectorKeys(): readonly SuggestedKey[] {
  return Object.entries(nodeLabels).map(([key, { what, values: known }]) => ({
    key,
    detail: what,
    ...(known.length > 0 && {
      value: { kind: 'line', text: `\${1|${known.map((value) => yamlScalar(value, '"', false)).join(',')}|}` } as const,
    }),
  }))
}

function inTemplate({ object, path }: Asked): boolean {
  if (object.kind === undefined || object.kind === 'Pod') return object.kind === 'Pod'
  const pod = podPathOf(object.kind)
  return pod.every((step, i) => path[i] === step)
}

/** The labels that the pods get. */
function templateLabels({ object }: Asked): readonly (readonly [key: string, value: string])[] {
  return object.kind === undefined ? [] : pairs(at(object.root, [...podPathOf(object.kind), 'metadata', 'labels']))
}

function selectorLabels({ object }: Asked): readonly (readonly [key: string, value: string])[] {
  const selector = get(get(object.root, 'spec'), 'selector')
  return pairs(object.kind === 'ReplicationController' ? selector : get(selector, 'matchLabels'))
}

function pairs(map: Node | undefined): readonly (readonly [key: string, value: string])[] {
  return entries(map).flatMap(({ key, value }) => {
    const written = text(value)
    return written === undefined ? [] : [[String(key.value), written] as const]
  })
}

/** Labels with the value they have elsewhere. */
function copied(labelsThere: readonly (readonly [key: string, value: string])[]): readonly SuggestedKey[] {
  return labelsThere.map(([key, value]) => ({
    key,
    detail: value,
    value: { kind: 'line', text: literal(yamlScalar(value, '"', false)) },
    rank: ranks.required,
  }))
}

/** Of the template those that the selector asks for first. */
function labels(asked: Asked): readonly SuggestedKey[] {
  const asks = inTemplate(asked) ? copied(selectorLabels(asked)) : copied(templateLabels(asked))
  const known = new Set(asks.map(({ key }) => key))
  return [...asks, ...Object.entries(applicationLabels).flatMap(([key, detail]) => (known.has(key) ? [] : [{ key, detail }]))]
}

function labelValue(asked: Asked): readonly Suggestion[] {
  const key = String(asked.path.at(-1))
  const elsewhere = inTemplate(asked) && asked.field === 'labels' ? selectorLabels(asked) : templateLabels(asked)
  const found = elsewhere.find(([one]) => one === key)
  const own = key === 'app.kubernetes.io/name' ? text(get(get(asked.object.root, 'metadata'), 'name')) : undefined
  const value = found?.[1] ?? own
  return value ? [{ value, kind: 'reference' }] : []
}

function requirementValues(asked: Asked): readonly Suggestion[] {
  const key = text(get(at(asked.object.root, asked.path.slice(0, -2)), 'key'))
  return templateLabels(asked).flatMap(([one, value]): Suggestion[] => (one === key ? [{ value, kind: 'reference' }] : []))
}

/** Resources, those first that the other of requests and limits names, with its amount. */
function resources({ object, path, structure }: Asked): readonly SuggestedKey[] {
  if (structure === 'VolumeResourceRequirements')
    return [{ key: 'storage', detail: 'size of the disk', value: { kind: 'line', text: '${1:10Gi}' } }]
  const own = path.at(-1)
  const other = pairs(get(at(object.root, path.slice(0, -1)), own === 'limits' ? 'requests' : 'limits'))
  const named = new Map(other)
  return Object.entries(resourceNames).map(([key, detail]) => {
    const value = named.get(key)
    const body = value === undefined ? undefined : ({ kind: 'line', text: `\${1:${value}}` } as const)
    const usual = key === 'cpu' || key === 'memory'
    return { key, detail, ...(body && { value: body }), rank: body ? ranks.required : usual ? ranks.reference : ranks.property }
  })
}

function amounts({ object, path }: Asked): readonly Suggestion[] {
  const name = String(path.at(-1))
  const own = path.at(-2)
  const other = get(get(at(object.root, path.slice(0, -2)), own === 'limits' ? 'requests' : 'limits'), name)
  const written = other?.kind === 'scalar' && other.value !== null ? String(other.value) : undefined
  const beside: readonly Suggestion[] =
    written === undefined ? [] : [{ value: written, detail: own === 'limits' ? 'as requested' : 'as the limit', kind: 'reference' }]
  return [...beside, ...quantities(name).filter(({ value }) => value !== written)]
}

function quantities(name: string): readonly Suggestion[] {
  const known = Object.hasOwn(usualAmounts, name) ? usualAmounts[name] : undefined
  return (known ?? []).map((value, i) => ({
    value: numeric(value),
    detail: amountInWords(name, value) ?? '',
    kind: 'value',
    rank: ranks.value + i,
  }))
}

/** Whole amounts are written as numbers. */
function numeric(value: string): string | number {
  return /^\d+$/.test(value) ? Number(value) : value
}

function capabilityNames(
  { object, path }: Asked,
  rank: (about: { readonly usual: boolean; readonly all: boolean }) => number,
): readonly Suggestion[] {
  const there = new Set(items(at(object.root, path.slice(0, -1))).flatMap((item, i) => (i === path.at(-1) ? [] : (text(item) ?? []))))
  return Object.entries(capabilities).flatMap(([value, detail]): Suggestion[] =>
    there.has(value) ? [] : [{ value, detail, kind: 'value', rank: rank({ usual: usualCapabilities.has(value), all: value === 'ALL' }) }],
  )
}

/** The zones of the IANA database; UTC first. */
function timeZones(): readonly Suggestion[] {
  const named = [...zones].filter((zone) => zone.includes('/') && zone !== 'Etc/UTC')
  return ['Etc/UTC', ...named].map((value, i) => ({ value, kind: 'value', rank: i === 0 ? ranks.required : ranks.value }))
}
