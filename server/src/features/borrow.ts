import type { EcsServiceWorkload, EcsWorkload, Source, Workload } from '../placement/workload.ts'

/** The services of a document whose task definition is not in it. */
export function withoutTask(workloads: readonly Workload[]): readonly EcsServiceWorkload[] {
  const families = new Set(workloads.flatMap((one) => (one.kind === 'ecs' ? [one.name] : [])))
  return workloads.flatMap((one) => (one.kind === 'ecs-service' && !families.has(one.family ?? '') ? [one] : []))
}

/**
 * The task definitions of other files that some services run, as if they stood in theirs: every demand leads back to where the service
 * names the definition. A service that names none, because a placeholder stands there, takes the only one there is.
 */
export function borrowed(services: readonly EcsServiceWorkload[], others: readonly EcsWorkload[]): readonly EcsWorkload[] {
  const single = others.length === 1 ? others[0] : undefined
  const found = services.flatMap((service) => {
    const task = service.family === undefined ? single : others.find(({ name }) => name === service.family)
    return task === undefined ? [] : [relocated(task, service.namedAt)]
  })
  return [...new Map(found.map((task) => [task.name, task])).values()]
}

/** A plain value with every source in it moved to one place; the fields keep their names. */
function relocated<T>(value: T, to: Source): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => relocated(item, to)) as T
  if (isSource(value)) return { ...value, span: to.span, line: to.line }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, relocated(inner, to)])) as T
}

function isSource(value: object): value is Source {
  return 'span' in value && 'line' in value && 'path' in value
}
