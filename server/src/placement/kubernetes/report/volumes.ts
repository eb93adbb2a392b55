import { byName } from '../../order.ts'
import type { KubernetesWorkload } from '../../workload.ts'
import { type Fields, fields, isObject, list, text } from '../objects/json.ts'
import type { Pod } from '../objects/pod.ts'
import type { PersistentVolumeClaim } from '../objects/storage.ts'
import type { ClusterState } from '../state/cluster-state.ts'
import { claimUse } from '../state/volumes.ts'

/** Whether a cluster tells anything about volumes, as a dump does that was asked for them; a model in few lines does not. */
export function knowsStorage({ volumes: { volumes, classes } }: ClusterState): boolean {
  return volumes.size + classes.size > 0
}

/** A pod as if some of its claims, by `namespace/name`, did not bind it to any node. */
export function withoutClaims(pod: Pod, leaveOut: (key: string) => boolean): Pod {
  const volumes = pod.spec.volumes.map((volume) => {
    const use = claimUse(pod, volume)
    return use !== undefined && leaveOut(use.key) ? ({ kind: 'other' } as const) : volume
  })
  return { ...pod, spec: { ...pod.spec, volumes } }
}

/** Whether a claim gets a volume as soon as it is made, by a driver that chooses where: it has none yet, so nobody can tell. */
export function isMadeAtOnce(key: string, { volumes: { claims, classes } }: ClusterState): boolean {
  const claim = claims.get(key)
  if (claim === undefined || claim.volumeName !== '') return false
  const storageClass = classes.get(claim.className)
  return storageClass !== undefined && !storageClass.waitsForConsumer && storageClass.provisioner !== 'kubernetes.io/no-provisioner'
}

/** Claims that name no class get the default one, as admission does; of several the first by name. */
export function withDefaultClass(claims: readonly PersistentVolumeClaim[], cluster: ClusterState): readonly PersistentVolumeClaim[] {
  const [byDefault] = [...cluster.volumes.classes.values()]
    .filter(({ annotations }) => annotations.get('storageclass.kubernetes.io/is-default-class') === 'true')
    .sort((a, b) => byName(a.name, b.name))
  if (byDefault === undefined) return claims
  return claims.map((claim) => (claim.className === '' && claim.volumeName === '' ? { ...claim, className: byDefault.name } : claim))
}

/** The claims that are made for one pod of a workload: those of a StatefulSet's templates and of its ephemeral volumes. */
export function claimsOfPods(workload: KubernetesWorkload, pod: Fields): readonly Fields[] {
  const { name, uid } = fields(pod.metadata)
  const { namespace, objectKind, object } = workload
  const claim = (template: Fields, claimName: string, owned: boolean): Fields => ({
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...fields(template.metadata),
      name: claimName,
      namespace,
      ...(owned && { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name, uid, controller: true }] }),
    },
    spec: template.spec,
    status: { phase: 'Pending' },
  })
  const templates = objectKind === 'StatefulSet' ? list(fields(fields(object).spec).volumeClaimTemplates, fields) : []
  const ephemeral = list(fields(pod.spec).volumes, fields).filter(({ ephemeral: source }) => isObject(source))
  return [
    ...templates.map((template) => claim(template, `${text(fields(template.metadata).name)}-${text(name)}`, false)),
    ...ephemeral.map((volume) => claim(fields(fields(volume.ephemeral).volumeClaimTemplate), `${text(name)}-${text(volume.name)}`, true)),
  ]
}
