import { container, profile, resources, windowsOptions } from './container-shapes.ts'
import { labelSelector, metadata } from './meta-shapes.ts'
import type { Shape } from './shape.ts'
import { volume } from './volume-shapes.ts'

const requirement: Shape = { always: { key: '', operator: '' } }
const nodeTerm: Shape = { of: { matchExpressions: requirement, matchFields: requirement } }
const podTerm: Shape = { always: { topologyKey: '' }, of: { labelSelector, namespaceSelector: labelSelector } }

const nodeAffinity: Shape = {
  of: {
    requiredDuringSchedulingIgnoredDuringExecution: { always: { nodeSelectorTerms: null }, of: { nodeSelectorTerms: nodeTerm } },
    preferredDuringSchedulingIgnoredDuringExecution: { always: { weight: 0, preference: {} }, of: { preference: nodeTerm } },
  },
}

const podAffinity: Shape = {
  of: {
    requiredDuringSchedulingIgnoredDuringExecution: podTerm,
    preferredDuringSchedulingIgnoredDuringExecution: { always: { weight: 0, podAffinityTerm: {} }, of: { podAffinityTerm: podTerm } },
  },
}

const securityContext: Shape = {
  keeps: 'runAsUser runAsGroup runAsNonRoot supplementalGroupsPolicy fsGroup fsGroupChangePolicy seLinuxChangePolicy',
  numbers: 'supplementalGroups',
  of: { windowsOptions, sysctls: { always: { name: '', value: '' } }, seccompProfile: profile, appArmorProfile: profile },
}

/** What a pod is made of. */
export const podSpec: Shape = {
  keeps:
    'terminationGracePeriodSeconds activeDeadlineSeconds automountServiceAccountToken shareProcessNamespace priority runtimeClassName ' +
    'enableServiceLinks preemptionPolicy setHostnameAsFQDN hostUsers hostnameOverride',
  always: { containers: null },
  maps: 'nodeSelector',
  amounts: 'overhead',
  of: {
    volumes: volume,
    initContainers: container,
    containers: container,
    ephemeralContainers: container,
    securityContext,
    affinity: { of: { nodeAffinity, podAffinity, podAntiAffinity: podAffinity } },
    tolerations: { keeps: 'tolerationSeconds' },
    hostAliases: { always: { ip: '' } },
    dnsConfig: { of: { options: { keeps: 'value' } } },
    readinessGates: { always: { conditionType: '' } },
    topologySpreadConstraints: {
      keeps: 'minDomains nodeAffinityPolicy nodeTaintsPolicy',
      always: { maxSkew: 0, topologyKey: '', whenUnsatisfiable: '' },
      of: { labelSelector },
    },
    os: { always: { name: '' } },
    schedulingGates: { always: { name: '' } },
    resourceClaims: { keeps: 'resourceClaimName resourceClaimTemplateName', always: { name: '' } },
    resources,
    schedulingGroup: { keeps: 'podGroupName' },
  },
}

/** A Pod, or the template of pods in other kinds. */
export const pod: Shape = { always: { metadata: {}, spec: {} }, of: { metadata, spec: podSpec } }
