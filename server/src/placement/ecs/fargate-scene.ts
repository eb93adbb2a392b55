import { type FargateSize, fargatePrice, nextSize, sizeLabel } from '../cluster/fargate-sizes.ts'
import type { WhatIf } from '../report.ts'
import { tryRollout } from '../what-if/rollout.ts'
import type { Scene } from '../what-if/scene.ts'
import { counted, dollars, listed } from '../words.ts'
import type { EcsCluster } from './cluster.ts'
import { rolloutOf } from './rollout.ts'
import { type EcsRun, tally } from './run.ts'

type FargateRun = Extract<EcsRun, { kind: 'fargate' }>

/** Tasks on Fargate made ready for questions: nothing is ever full, but zones fail and limits round. */
export function fargateScene({ workload, places }: FargateRun, cluster: EcsCluster): Scene {
  const zones = cluster.fargate?.zones ?? []
  const own = (zone: string) => places.filter((place) => place.zone === zone).length
  return {
    unit: 'task',
    nodeUnit: undefined,
    asked: workload.count,
    placed: places.length,
    nodes: zones.map((zone) => ({ name: zone, zone, group: '', own: own(zone) })),
    headroom: { more: Number.POSITIVE_INFINITY, binding: undefined },
    closest: undefined,
    lose(names) {
      const moving = places.filter(({ zone }) => names.has(zone)).length
      const pending = zones.every((zone) => names.has(zone)) ? moving : 0
      return { moving, pending, rivals: 0, lacking: undefined }
    },
    rollout: rolloutOf(workload, workload.count, (limits) => {
      const trial = { desired: workload.count, running: places.length, ...limits, start: (count: number) => count, stop() {} }
      return { ...tryRollout(trial), lacking: undefined }
    }),
    growth: () => [],
  }
}

/** What the same tasks cost elsewhere: on Fargate if they are on instances, on Fargate Spot if they are not there yet. */
export function prices(run: EcsRun, cluster: EcsCluster): readonly WhatIf[] {
  const { task } = run.workload
  const { placed } = tally(run)
  if (placed === 0 || task.unknown.length > 0 || task.gpus.value > 0 || cluster.fargate === undefined) return []
  switch (run.kind) {
    case 'nowhere':
      return []
    case 'instances':
      return onFargate(run.workload.task, placed)
    case 'fargate':
      return run.places.some(({ provider }) => provider === 'FARGATE') && task.platform.os === 'LINUX' ? onSpot(run) : []
  }
}

function onFargate(task: FargateRun['workload']['task'], count: number): readonly WhatIf[] {
  const size = nextSize(task.cpuUnits.value, task.memoryMiB.value, task.platform.os)
  if (size === undefined) return []
  const price = (spot: boolean) => dollars(count * fargatePrice(size, task.platform, spot))
  const waste = unused(size, task)
  const because = `${counted(count, 'task')} of ${sizeLabel(size)}; ${waste === '' ? '' : `${waste}; `}about ${price(true)} on Fargate Spot`
  return [{ event: 'the same on Fargate', outcome: `${price(false)} per hour`, because }]
}

/** What rounding up to a size leaves: "41 % of the CPU and 12 % of the memory are unused". */
function unused(size: FargateSize, { cpuUnits, memoryMiB }: FargateRun['workload']['task']): string {
  const share = (asked: number, given: number) => Math.round(100 * (1 - asked / given))
  const parts = [
    ['CPU', share(cpuUnits.value, size.cpuUnits)] as const,
    ['memory', share(memoryMiB.value, size.memoryMiB)] as const,
  ].flatMap(([what, percent]) => (percent > 0 ? [`${percent} % of the ${what}`] : []))
  return parts.length === 0 ? '' : `${listed(parts)} ${parts.length === 1 ? 'is' : 'are'} unused`
}

function onSpot({ workload: { task }, places }: FargateRun): readonly WhatIf[] {
  const size = { cpuUnits: task.cpuUnits.value, memoryMiB: task.memoryMiB.value }
  const price = dollars(places.length * fargatePrice(size, task.platform, true))
  return [
    { event: 'the same on Fargate Spot', outcome: `about ${price} per hour`, because: 'tasks may be stopped with two minutes of warning' },
  ]
}
