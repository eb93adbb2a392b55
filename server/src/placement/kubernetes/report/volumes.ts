import { byName } from '../../order.ts'
import type { KubernetesWorkload } from '../../workload.ts'
import { type Fields, fields, isObject, list, text } from '../objects/json.ts'
import type { Pod } from '../objects/pod.ts'
import type { PersistentVolumeClaim } from '../objects/storage.ts'
import type { ClusterState } from '../state/cluster-state.ts'
import { claimUse } from '../state/volumes.ts'
import { isSeen } from './source.ts'

/** A cluster with the objects that go with workloads, and the claims among them that it has only from there, by `namespace/name`. */
export interface Prepared {
  readonly cluster: ClusterState
  readonly newClaims: ReadonlySet<string>
}

/**
 * Whether a claim counts as the cluster tells of it, or nobody can tell. A model in few lines knows no volumes, and neither does a dump
 * without any; a dump that has some is taken to have all. What a file adds needs a class that says where its volume is made.
 */
export function fateOf(key: string, { cluster, newClaims }: Prepared): 'counts' | 'unknown' | 'made at once' {
  const { claims, classes, volumes } = cluster.volumes
  const claim = newClaims.has(key) ? claims.get(key) : undefined
  if (claim === undefined) return claims.size - newClaims.size + classes.size + volumes.size > 0 ? 'counts' : 'unknown'
  if (claim.volumeName !== '') return volumes.size > 0 ? 'counts' : 'unknown'
  if (classes.size === 0) return 'unknown'
  const storageClass = classes.get(claim.className)
  const atOnce = storageClass !== undefined && !storageClass.waitsForConsumer && storageClass.provisioner !== 'kubernetes.io/no-provisioner'
  return atOnce ? 'made at once' : 'counts'
}

/** A pod as if some of its claims, by `namespace/name`, did not bind it to any node. */
export function withoutClaims(pod: Pod, leaveOut: (key: string) => boolean): Pod {
  const volumes = pod.spec.volumes.map((volume) => {
    const use = claimUse(pod, volume)
    return use !== undefined && leaveOut(use.key) ? ({ kind: 'other' } as const) : volume
  })
  return { ...pod, spec: { ...pod.spec, volumes } }
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
  const ephemeral = isSeen(workload) ? [] : list(fields(pod.spec).volumes, fields).filter(({ ephemeral: source }) => isObject(source))
  return [
    ...templates.map((template) => claim(template, `${text(fields(template.metadata).name)}-${text(name)}`, false)),
    ...ephemeral.map((volume) => claim(fields(fields(volume.ephemeral).volumeClaimTemplate), `${text(name)}-${text(volume.name)}`, true)),
  ]
}
