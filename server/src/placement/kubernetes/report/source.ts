import type { KubernetesWorkload, Path, Source } from '../../workload.ts'
import { type Fields, fields } from '../objects/json.ts'

const templates: Readonly<Record<string, Path>> = {
  Pod: [],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
}

/** Where the pod, or the template of the pods, stands in the object. */
export function podPath({ objectKind }: KubernetesWorkload): Path {
  return templates[objectKind] ?? ['spec', 'template']
}

/** The pod, or the template of the pods, as it is written. */
export function podIn(workload: KubernetesWorkload): Fields {
  return podPath(workload).reduce<Fields>((at, step) => fields(at[step]), fields(workload.object))
}

/** The place of a field of the pod's spec; undefined if it is not written. */
export function specSource(workload: KubernetesWorkload, path: Path): Source | undefined {
  return workload.sourceOf([...podPath(workload), 'spec', ...path])
}

/** Whether a Pod comes from the API server, so that what goes with it was made already, or is missing. */
export function isSeen({ objectKind, object }: KubernetesWorkload): boolean {
  return objectKind === 'Pod' && fields(fields(object).metadata).uid !== undefined
}
