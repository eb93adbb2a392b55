import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCluster } from '../../../server/src/placement/kubernetes/objects/cluster.ts'
import { placeReplicas } from '../../../server/src/placement/kubernetes/replicas/place.ts'
import { loadCluster } from '../../../server/src/placement/kubernetes/state/cluster-state.ts'
import { type PodInfo, podInfoOf } from '../../../server/src/placement/kubernetes/state/pod-info.ts'
import { generateCluster } from './generate.ts'
import { placeOneByOne } from './oracle.ts'

const clusters = Number(process.env.BAYPLAN_CLUSTERS ?? 2000)
const first = Number(process.env.BAYPLAN_SEED ?? 1)
const replicas = 30

test(`replicas go where one-by-one scheduling puts them, in ${clusters} clusters from seed ${first}`, () => {
  for (let seed = first; seed < first + clusters; seed++) {
    const objects = readCluster(generateCluster(seed))
    assert.deepEqual(fast(objects), slow(objects), `seed ${seed}`)
  }
})

type Objects = ReturnType<typeof readCluster>

function fast(objects: Objects): readonly string[] {
  const { cluster, pod } = load(objects)
  const { placed, nodes, equal } = placeReplicas(pod, cluster, replicas)
  return Array.from({ length: placed }, (_, i) => `${cluster.nodes[nodes[i] ?? -1]?.name} of ${equal[i]}`)
}

function slow(objects: Objects): readonly string[] {
  const { cluster, pod } = load(objects)
  return placeOneByOne(pod, cluster, replicas)
}

function load(objects: Objects): { readonly cluster: ReturnType<typeof loadCluster>['cluster']; readonly pod: PodInfo } {
  const { cluster, pending } = loadCluster(objects)
  const [pod] = pending
  assert.ok(pod)
  return { cluster, pod: podInfoOf(pod) }
}
