import type { PersistentVolume } from '../objects/storage.ts'
import { type Plugin, skip } from '../plugin.ts'
import type { Why } from '../refusal.ts'
import type { NodeState } from '../state/node-state.ts'

const today: Readonly<Record<string, string>> = {
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region': 'topology.kubernetes.io/region',
}

/** Where a volume may be used, by one of its labels. */
interface Place {
  readonly volume: string
  readonly label: string
  readonly values: readonly string[]
}

/** Volumes with labels for zone or region are used only there, except on nodes that have no such label at all. */
export const volumeZone: Plugin = {
  id: 'VolumeZone',
  scope: 'nothing',
  filter({ pod }, { volumes }) {
    const places: Place[] = []
    for (const use of pod.spec.volumes) {
      if (use.kind !== 'claim') continue
      const name = volumes.claims.get(`${pod.namespace}/${use.claim}`)?.volumeName
      if (name === undefined || name === '') continue
      const volume = volumes.volumes.get(name)
      if (volume === undefined) return { kind: 'rejected', reason: `persistentvolume "${name}" not found` }
      places.push(...placesOf(volume))
    }
    if (places.length === 0) return skip
    return {
      kind: 'filter',
      reject(node) {
        const wrong = hasPlace(node) ? places.find((place) => !isAt(node, place)) : undefined
        return (
          wrong && {
            plugin: 'VolumeZone',
            resolvable: false,
            why: [whyOf(wrong)],
          }
        )
      },
      explain: (node, refusal) => ({ ...refusal, why: places.filter((place) => !isAt(node, place)).map(whyOf) }),
    }
  },
}

/** Several zones stand in one label with `__` between them; with an empty one among them the label says nothing. */
function placesOf({ name, labels }: PersistentVolume): readonly Place[] {
  return Object.keys(today).flatMap((label) => {
    const values = labels
      .get(label)
      ?.split('__')
      .map((zone) => zone.trim())
    return values === undefined || values.includes('') ? [] : [{ volume: name, label, values }]
  })
}

function whyOf({ volume, label, values }: Place): Why {
  return { kind: 'volume-zone', volume, label, values }
}

function hasPlace({ labels }: NodeState): boolean {
  return Object.keys(today).some((label) => labels.has(label))
}

function isAt({ labels }: NodeState, { label, values }: Place): boolean {
  const at = labels.get(label) ?? labels.get(today[label] ?? label)
  return at !== undefined && values.includes(at)
}
