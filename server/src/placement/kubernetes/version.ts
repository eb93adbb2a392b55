/** A version of Kubernetes whose scheduler is known here, from which on it decides or speaks as it does. */
export type KubernetesVersion = '1.34' | '1.34.2' | '1.35' | '1.36'

/** What the versions decide differently. */
export interface Behaviour {
  readonly version: KubernetesVersion
  /** Whether the message names the taint: until 1.34.1; 1.34.2 and later only say that there is one. */
  readonly namesTaint: boolean
  /** Whether balance is judged by what the pod changes (from 1.36) or by what it leaves behind. */
  readonly balance: 'change' | 'result'
  /** Whether pods are kept from nodes that do not declare a feature they need: from 1.36. */
  readonly declaredFeatures: boolean
}

/** The newest version that is known here. */
export const newest: KubernetesVersion = '1.36'

/** How a version decides. */
export function behaviourOf(version: KubernetesVersion): Behaviour {
  const recent = version === '1.36'
  return { version, namesTaint: version === '1.34', balance: recent ? 'change' : 'result', declaredFeatures: recent }
}

/** The known version closest to one such as `1.33.4` or `v1.37`; the newest if it is none. */
export function knownVersion(written: string | undefined): KubernetesVersion {
  const [, minor, patch = '0'] = /^v?1\.(\d+)(?:\.(\d+))?/.exec(written ?? '') ?? []
  if (minor === undefined || Number(minor) > 35) return newest
  if (Number(minor) === 35) return '1.35'
  return Number(minor) === 34 && Number(patch) >= 2 ? '1.34.2' : '1.34'
}
