import { firstError, readCluster } from '../languages/cluster/read.ts'
import type { Reading } from '../languages/language.ts'
import { ecsClusterOf } from '../placement/cluster/ecs.ts'
import { exampleCluster } from '../placement/cluster/example.ts'
import { placeEcs } from '../placement/ecs/report.ts'
import type { PlacementReport } from '../placement/report.ts'
import type { EcsWorkload, Workload } from '../placement/workload.ts'

/** The placement of what a document asks for, or in one sentence why there is none. */
export type Preview =
  | { readonly kind: 'report'; readonly report: PlacementReport }
  /** The document cannot be read as a workload at the moment. */
  | { readonly kind: 'broken'; readonly why: string }
  /** There is nothing to place, or nowhere to place it. */
  | { readonly kind: 'nothing'; readonly why: string }

/**
 * Places what a document asks for on a cluster: that of a model file's text, or the built-in example. `count` is the number of tasks
 * or pods; without it the document decides.
 */
export function preview(reading: Pick<Reading, 'workloads'>, clusterText: string | undefined, count: number | undefined): Preview {
  const workloads = reading.workloads()
  if (workloads.length === 0) return { kind: 'nothing', why: 'This document asks for nothing that runs on a cluster.' }
  const ecs = workloads.filter(isEcs)
  const cluster = readCluster(clusterText ?? exampleCluster('ecs'))
  if (cluster.model === undefined)
    return { kind: 'nothing', why: `The cluster model cannot be used: ${firstError(cluster) ?? 'it is empty'}.` }
  if (cluster.model.kind !== 'ecs')
    return { kind: 'nothing', why: 'This document asks for ECS tasks; the cluster model describes a Kubernetes cluster.' }
  const counted = count === undefined ? ecs : ecs.map((workload) => ({ ...workload, count }))
  return { kind: 'report', report: placeEcs(counted, ecsClusterOf(cluster.model, clusterText === undefined ? 'example' : 'file')) }
}

function isEcs(workload: Workload): workload is EcsWorkload {
  return workload.kind === 'ecs'
}
