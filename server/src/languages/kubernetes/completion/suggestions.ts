import { ranks } from '../../../schema/complete.ts'
import { at, get, items, text } from '../../../syntax/node.ts'
import { yamlScalar } from '../../../syntax/yaml-layout.ts'
import type { Suggestion } from '../../json-completion.ts'
import type { SuggestedKey } from '../../yaml-completion.ts'
import type { Asked } from '../asked.ts'
import { timeZones as zones } from '../grammar/time-zones.ts'
import { kinds, versionOf } from '../kinds.ts'
import { copied, inTemplate, labels, labelValue, requirementValues, templateLabels } from './labels.ts'
import { claims, containers, keysOfNamed, keysOfVolume, named, ports, serviceNames, volumes } from './references.ts'
import { amounts, quantities, resources } from './resources.ts'
import {
  capabilities,
  envFields,
  nodeLabels,
  objectAnnotations,
  podAnnotations,
  priorityClasses,
  resolverOptions,
  resourceFields,
  resourceNames,
  safeSysctls,
  taintKeys,
  unsafeSysctls,
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
  'KeyToPath.key': (asked) => keysOfVolume(asked),
  'LocalObjectReference.name': (asked) => (asked.path.includes('imagePullSecrets') ? named(asked, 'Secret') : []),
  'PodFailurePolicyOnPodConditionsPattern.type': () => described({ DisruptionTarget: 'the pod had to go: drained, preempted, evicted' }),
  'PodDNSConfigOption.name': () => described(resolverOptions),
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
