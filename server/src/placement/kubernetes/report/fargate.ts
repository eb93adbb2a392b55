import { type FargateSize, fargatePrice, fargatePricesAsOf, nextSize, sizeLabel } from '../../cluster/fargate-sizes.ts'
import type { KubernetesCluster } from '../../cluster/kubernetes.ts'
import type { FargateProfile } from '../../cluster/model.ts'
import { byName } from '../../order.ts'
import { groupReasons } from '../../reasons.ts'
import type { NodeReport, Reason, WhatIf, WorkloadReport } from '../../report.ts'
import { verdictOf } from '../../verdict.ts'
import { counted, dollars } from '../../words.ts'
import type { KubernetesWorkload, Path } from '../../workload.ts'
import { fields, isObject, list, text } from '../objects/json.ts'
import type { Pod } from '../objects/pod.ts'
import { amountsOf, requestsOf } from '../requests.ts'
import { planOf } from './plan.ts'
import type { KubernetesRun } from './run.ts'
import { podIn, specSource } from './source.ts'
import type { Prepared } from './volumes.ts'

/** What became of pods that EKS runs on Fargate: each gets a machine of its own, of the next size. */
export interface FargateRun {
  readonly workload: KubernetesWorkload
  /** Undefined if there is no such size, or if Fargate takes no such pod. */
  readonly size: FargateSize | undefined
  /** Millicores and bytes that the pod itself asks for. */
  readonly asked: { readonly cpuMilli: number; readonly memoryMiB: number }
  readonly refusals: readonly Reason[]
  /** The zone of each pod. */
  readonly zones: readonly string[]
}

/** What EKS adds for the kubelet and its helpers. https://docs.aws.amazon.com/eks/latest/userguide/fargate-pod-configuration.html */
const addedMiB = 256

/** Runs a workload on Fargate; undefined if no profile chooses its pods. */
export function runOnFargate(workload: KubernetesWorkload, prepared: Prepared, { fargate }: KubernetesCluster): FargateRun | undefined {
  if (fargate.profiles.length === 0) return undefined
  const { pod } = planOf(workload, prepared)
  if (!fargate.profiles.some((profile) => chooses(profile, pod))) return undefined
  const asked = askedBy(pod)
  const refusals = [...unsupported(workload)]
  const size = sizeFor(asked)
  if (size === undefined) refusals.push(tooLarge(workload))
  const zones = [...fargate.zones].sort(byName)
  const count = refusals.length > 0 ? 0 : workload.count
  return {
    workload,
    size,
    asked,
    refusals,
    zones: Array.from({ length: count }, (_, i) => zones[i % Math.max(zones.length, 1)] ?? ''),
  }
}

function chooses({ namespace, labels }: FargateProfile, pod: Pod): boolean {
  return matches(pod.namespace, namespace) && [...labels].every(([key, value]) => pod.labels.get(key) === value)
}

function askedBy(pod: Pod): FargateRun['asked'] {
  const { cpuMilli, memoryBytes } = amountsOf(requestsOf(pod))
  return { cpuMilli, memoryMiB: Math.ceil(memoryBytes / 1024 ** 2) }
}

function sizeFor({ cpuMilli, memoryMiB }: FargateRun['asked']): FargateSize | undefined {
  return nextSize(Math.ceil((cpuMilli * 1024) / 1000), memoryMiB + addedMiB, 'LINUX')
}

/** What pods that are placed on nodes would cost on Fargate, where it takes them. */
export function sameOnFargate({ plan: { workload, pod }, placements }: KubernetesRun, { eks }: KubernetesCluster): readonly WhatIf[] {
  const placed = placements.filter(({ node }) => node !== undefined).length
  const size = sizeFor(askedBy(pod))
  if (!eks || placed === 0 || size === undefined || workload.unknown.length > 0 || unsupported(workload).length > 0) return []
  const price = placed * fargatePrice(size, { os: 'LINUX', cpu: 'X86_64' }, false)
  return [
    { event: 'the same on Fargate', outcome: `${dollars(price)} per hour`, because: `${counted(placed, 'pod')} of ${sizeLabel(size)}` },
  ]
}

/** `*` stands for any letters, `?` for one. Steps back to the last `*` only, so that the time is bounded. */
function matches(word: string, pattern: string): boolean {
  let [i, j, star, from] = [0, 0, -1, 0]
  while (i < word.length) {
    if (pattern[j] === '*') {
      star = j++
      from = i
    } else if (pattern[j] === '?' || (j < pattern.length && pattern[j] === word[i])) {
      i++
      j++
    } else if (star >= 0) {
      i = ++from
      j = star + 1
    } else return false
  }
  return /^\**$/.test(pattern.slice(j))
}

/** What Fargate takes no pod with. https://docs.aws.amazon.com/eks/latest/userguide/fargate.html */
function unsupported(workload: KubernetesWorkload): readonly Reason[] {
  const spec = fields(podIn(workload).spec)
  const no = (what: string, path: Path): Reason => {
    const source = specSource(workload, path)
    return {
      filter: 'Fargate',
      what,
      short: `no ${what}`,
      asked: 'supported',
      free: 'not supported',
      resolvable: false,
      ...(source && { source }),
    }
  }
  const reasons: Reason[] = []
  if (workload.objectKind === 'DaemonSet') reasons.push(no('daemons', []))
  if (spec.hostNetwork === true) reasons.push(no('host network', ['hostNetwork']))
  for (const kind of ['initContainers', 'containers'] as const) {
    for (const [i, container] of list(spec[kind], fields).entries()) {
      if (fields(container.securityContext).privileged === true) {
        reasons.push(no('privileged containers', [kind, i, 'securityContext', 'privileged']))
      }
      const port = list(container.ports, fields).findIndex(({ hostPort }) => typeof hostPort === 'number' && hostPort > 0)
      if (port >= 0) reasons.push(no('host ports', [kind, i, 'ports', port, 'hostPort']))
      const limits = fields(fields(container.resources).limits)
      const device = Object.keys(limits).find((name) => name.includes('/'))
      if (device !== undefined) reasons.push(no(device, [kind, i, 'resources', 'limits', device]))
    }
  }
  for (const [i, volume] of list(spec.volumes, fields).entries()) {
    if (isObject(volume.hostPath)) reasons.push(no(`host path of volume ${text(volume.name)}`, ['volumes', i, 'hostPath']))
  }
  if (text(fields(spec.nodeSelector)['kubernetes.io/arch']) === 'arm64') reasons.push(no('arm64', ['nodeSelector', 'kubernetes.io/arch']))
  return reasons
}

function tooLarge(workload: KubernetesWorkload): Reason {
  const source = specSource(workload, ['containers', 0, 'resources'])
  return {
    filter: 'Fargate',
    what: 'size',
    short: 'too large',
    asked: 'a size of Fargate',
    free: 'at most 16 vCPU with 120 GiB',
    resolvable: false,
    ...(source && { source }),
  }
}

/** The workload in the words of the report. */
export function fargateOutcome({ workload, size, asked, refusals, zones }: FargateRun): WorkloadReport {
  const { name, objectKind, source, count, unknown } = workload
  const refused = refusals.length === 0 ? [] : [{ node: 'Fargate', reasons: refusals }]
  const [first] = refusals
  return {
    name,
    kind: `${objectKind} on Fargate`,
    unit: 'pod',
    asked: count,
    placed: zones.length,
    strategy: 'one machine for each, over the zones',
    verdict: verdictOf({
      unit: 'pod',
      asked: count,
      placed: zones.length,
      closest: refused[0],
      remarks: size === undefined || zones.length === 0 ? [] : [rounding(size, asked, zones.length)],
      unknown: unknown.map(({ what }) => what),
      ...(first && { because: `Fargate: ${first.what} ${first.free}` }),
    }),
    placements: Array.from({ length: count }, (_, i) => (i < zones.length ? { node: boxName(zones[i] ?? '') } : {})),
    reasons: groupReasons(refused, 'node').map((group) => ({ ...group, where: 'Fargate' })),
    source,
  }
}

function rounding(size: FargateSize, { cpuMilli, memoryMiB }: FargateRun['asked'], count: number): string {
  const price = count * fargatePrice(size, { os: 'LINUX', cpu: 'X86_64' }, false)
  return `Each asks ${cpuMilli}m and ${memoryMiB} MiB, and with ${addedMiB} MiB that EKS adds is given ${sizeLabel(size)}; together they cost ${dollars(price)} per hour, ${dollars(price * 730)} per month.`
}

/** What the pods of a run cost per hour. */
export function fargateCost({ size, zones }: FargateRun): number {
  return size === undefined ? 0 : zones.length * fargatePrice(size, { os: 'LINUX', cpu: 'X86_64' }, false)
}

/** What is assumed about Fargate. */
export const fargateFidelity = `Fargate prices are those of ${fargatePricesAsOf}; in which zone a pod on Fargate starts is not published`

function boxName(zone: string): string {
  return zone === '' ? 'Fargate' : `Fargate ${zone}`
}

/** The pods of a zone stand in one box, as large as what is paid for. */
export function fargateNodes(runs: readonly FargateRun[]): readonly NodeReport[] {
  const zones = [...new Set(runs.flatMap((run) => run.zones))].sort(byName)
  return zones.map((zone) => {
    let [cpu, memory, cpuPlaced, memoryPlaced] = [0, 0, 0, 0]
    const takes = runs.flatMap((run) => {
      const count = run.zones.filter((one) => one === zone).length
      cpu += count * Math.floor(((run.size?.cpuUnits ?? 0) * 1000) / 1024)
      memory += count * ((run.size?.memoryMiB ?? 0) - addedMiB)
      cpuPlaced += count * run.asked.cpuMilli
      memoryPlaced += count * run.asked.memoryMiB
      return count === 0 ? [] : [{ workload: run.workload.name, count }]
    })
    return {
      name: boxName(zone),
      zone,
      type: 'Fargate',
      resources: [
        { resource: 'cpu', label: 'cpu', unit: 'm', capacity: cpu, system: 0, running: 0, placed: cpuPlaced, free: cpu - cpuPlaced },
        {
          resource: 'memory',
          label: 'mem',
          unit: 'MiB',
          capacity: memory,
          system: 0,
          running: 0,
          placed: memoryPlaced,
          free: memory - memoryPlaced,
        },
      ],
      takes,
      refusals: [],
    }
  })
}
