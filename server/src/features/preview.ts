import { openCluster } from '../languages/cluster/cluster.ts'
import type { Reading } from '../languages/language.ts'
import { exampleCluster } from '../placement/cluster/example.ts'
import { placeEcs } from '../placement/ecs/report.ts'
import { placeKubernetes } from '../placement/kubernetes/report/place.ts'
import type { PlacementReport } from '../placement/report.ts'
import type { EcsServiceWorkload, EcsWorkload, KubernetesObjects, Workload } from '../placement/workload.ts'
import { linesOf } from '../text/lines.ts'

/** The placement of what a document asks for, or in one sentence why there is none. */
export type Preview =
  | { readonly kind: 'report'; readonly report: PlacementReport }
  /** The document cannot be read as a workload at the moment. */
  | { readonly kind: 'broken'; readonly why: string }
  /** There is nothing to place, or nowhere to place it; `otherCluster` if the model is one of ECS and the document asks for pods, or the other way round. */
  | { readonly kind: 'nothing'; readonly why: string; readonly otherCluster?: true }

/**
 * Places what a document asks for on a cluster: that of a model file's text, or the built-in example. `count` is the number of tasks
 * or pods; without it the document decides. A service finds its task definition among the other workloads.
 */
export function preview(reading: Placeable, clusterText: string | undefined, count: number | undefined): Preview {
  const broken = syntaxError(reading)
  if (broken !== undefined) return { kind: 'broken', why: broken }
  const { workloads, objects } = apart(reading.workloads())
  const [first] = workloads
  if (first === undefined) return nothing('This document asks for nothing that runs on a cluster.')
  const kind = first.kind === 'kubernetes' ? 'kubernetes' : 'ecs'
  if (workloads.some((one) => (one.kind === 'kubernetes') !== (kind === 'kubernetes')))
    return nothing('Tasks of ECS and pods of Kubernetes cannot be placed on one cluster.')
  const opened = clusterText === undefined ? openCluster(exampleCluster(kind), 'example') : openCluster(clusterText, 'file')
  if (opened.kind === 'unusable') return nothing(opened.why)
  const { cluster } = opened
  if (cluster.kind !== kind)
    return {
      ...nothing(`This document asks for ${asks[kind]}; the cluster model describes ${clusters[cluster.kind]}.`),
      otherCluster: true,
    }
  if (cluster.kind === 'kubernetes') {
    const pods = workloads.flatMap((one) => (one.kind === 'kubernetes' ? [{ ...one, companions: [...one.companions, ...objects] }] : []))
    return { kind: 'report', report: placeKubernetes(counted(pods, count), cluster) }
  }
  const asked = ecsWorkloads(workloads)
  if (typeof asked === 'string') return nothing(asked)
  return { kind: 'report', report: placeEcs(counted(asked, count), cluster) }
}

/** What asks for something, and what only stands beside it in other files. */
function apart(all: readonly Workload[]): { readonly workloads: readonly Placed[]; readonly objects: readonly unknown[] } {
  return {
    workloads: all.flatMap((one) => (one.kind === 'kubernetes-objects' ? [] : [one])),
    objects: all.flatMap((one) => (one.kind === 'kubernetes-objects' ? one.objects : [])),
  }
}

type Placed = Exclude<Workload, KubernetesObjects>

function counted<T extends { readonly count: number }>(workloads: readonly T[], count: number | undefined): readonly T[] {
  return count === undefined ? workloads : workloads.map((workload) => ({ ...workload, count }))
}

const asks = { ecs: 'ECS tasks', kubernetes: 'Kubernetes pods' } as const
const clusters = { ecs: 'an ECS cluster', kubernetes: 'a Kubernetes cluster' } as const

/** Of a reading as much as a preview needs; only a reading that can be checked can be found broken. */
export type Placeable = Pick<Reading, 'workloads'> & Partial<Pick<Reading, 'text' | 'check'>>

/** A document that is no JSON or YAML at the moment could be read as something it does not mean. */
function syntaxError({ text, check }: Placeable): string | undefined {
  if (text === undefined || check === undefined) return undefined
  const first = check({})
    .filter(({ code }) => code.endsWith('-syntax'))
    .sort((a, b) => a.span.start - b.span.start)[0]
  return first && `Line ${linesOf(text).position(first.span.start).line + 1}: ${first.message}.`
}

function nothing(why: string) {
  return { kind: 'nothing', why } as const
}

/** Task definitions, and services joined with theirs; or why a service cannot be. A definition that a service runs is not placed alone. */
function ecsWorkloads(workloads: readonly Workload[]): readonly EcsWorkload[] | string {
  const tasks = workloads.filter((one) => one.kind === 'ecs')
  const services = workloads.filter((one) => one.kind === 'ecs-service')
  const joined: EcsWorkload[] = []
  for (const service of services) {
    const task =
      tasks.find(({ name }) => name === service.family) ?? (service.family === undefined && tasks.length === 1 ? tasks[0] : undefined)
    if (task === undefined) return missing(service)
    joined.push(withService(task, service))
  }
  const run = new Set(joined.map(({ source }) => source))
  return [...joined, ...tasks.filter(({ source }) => !run.has(source))]
}

function missing({ name, family }: EcsServiceWorkload): string {
  const which = family === undefined ? 'a task definition that is not known yet' : `the task definition ${family}`
  return `The service ${name} runs ${which}; it can be placed together with that file.`
}

function withService(workload: EcsWorkload, { count, service }: EcsServiceWorkload): EcsWorkload {
  const attributes = [...workload.task.attributes, ...service.attributes]
  return { ...workload, count: count ?? workload.count, task: { ...workload.task, attributes }, service }
}
