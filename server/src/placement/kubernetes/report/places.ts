import type { Path, Source } from '../../workload.ts'
import { fields, list, number, text } from '../objects/json.ts'
import type { HostPort } from '../state/pod-info.ts'
import type { PodPlan } from './plan.ts'
import { podIn, specSource } from './source.ts'

/** Finds the lines of a manifest that ask for something. Each answers undefined where nothing is written. */
export interface Place {
  spec(...path: Path): Source | undefined
  tolerations(): Source | undefined
  nodeAffinity(): Source | undefined
  spread(topologyKey: string): Source | undefined
  podTerm(kind: 'podAffinity' | 'podAntiAffinity', index: number): Source | undefined
  hostPort(port: HostPort): Source | undefined
  claim(name: string): Source | undefined
}

/** A reason's source, where there is one. */
export function at(source: Source | undefined): { readonly source?: Source } {
  return source === undefined ? {} : { source }
}

/** The places in the manifest of a plan. */
export function placesOf({ workload }: PodPlan): Place {
  const spec = fields(podIn(workload).spec)
  const place = (...path: Path) => specSource(workload, path)
  const required = 'requiredDuringSchedulingIgnoredDuringExecution'
  return {
    spec: place,
    tolerations: () => place('tolerations'),
    nodeAffinity: () => place('affinity', 'nodeAffinity', required) ?? place('nodeSelector'),
    spread(topologyKey) {
      const index = list(spec.topologySpreadConstraints, fields).findIndex(
        (one) => one.topologyKey === topologyKey && one.whenUnsatisfiable !== 'ScheduleAnyway',
      )
      return place('topologySpreadConstraints', index, 'maxSkew') ?? place('topologySpreadConstraints', index)
    },
    podTerm: (kind, index) => place('affinity', kind, required, index, 'topologyKey') ?? place('affinity', kind, required),
    hostPort: (port) => hostPortPlace(spec.containers, port, (...path) => place('containers', ...path)),
    claim(name) {
      const index = list(spec.volumes, fields).findIndex((volume) => text(fields(volume.persistentVolumeClaim).claimName) === name)
      return place('volumes', index, 'persistentVolumeClaim', 'claimName')
    },
  }
}

function hostPortPlace(containers: unknown, { port }: HostPort, place: (...path: Path) => Source | undefined): Source | undefined {
  for (const [i, container] of list(containers, fields).entries()) {
    for (const [j, one] of list(container.ports, fields).entries()) {
      if (number(one.hostPort) === port) return place(i, 'ports', j, 'hostPort')
      if (one.hostPort === undefined && number(one.containerPort) === port) return place(i, 'ports', j, 'containerPort')
    }
  }
  return undefined
}
