import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCluster } from '../../../server/src/placement/kubernetes/objects/cluster.ts'
import { placeReplicas } from '../../../server/src/placement/kubernetes/replicas/place.ts'
import { roomFor } from '../../../server/src/placement/kubernetes/report/room.ts'
import { copyCluster, loadCluster } from '../../../server/src/placement/kubernetes/state/cluster-state.ts'
import { podInfoOf } from '../../../server/src/placement/kubernetes/state/pod-info.ts'
import { generateCluster } from './generate.ts'

test('room that is counted is room that placing finds, in 300 generated clusters', () => {
  let counted = 0
  for (let seed = 9000; seed < 9300; seed++) {
    const { cluster, pending } = loadCluster(readCluster(generateCluster(seed)))
    const [waiting] = pending
    assert.ok(waiting)
    const info = podInfoOf(waiting)
    const before = cluster.nodes.map(({ pods }) => pods.length)
    const room = roomFor(info, cluster)
    assert.deepEqual(
      cluster.nodes.map(({ pods }) => pods.length),
      before,
    )
    const { placed } = placeReplicas(info, copyCluster(cluster), 5000)
    if (room.atLeast) assert.ok(placed >= room.more, `seed ${seed}`)
    else assert.equal(room.more, placed, `seed ${seed}`)
    if (room.byNode !== undefined && room.more > 0) counted++
  }
  assert.ok(counted > 50, 'most of them by division, not by placing')
})
