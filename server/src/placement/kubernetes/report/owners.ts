import type { KubernetesWorkload } from '../../workload.ts'
import { type ClusterObjects, readKubectlList } from '../objects/cluster.ts'
import { type Fields, fields } from '../objects/json.ts'

/** What stands in for the hash of a Deployment's new template. */
export const templateHash = 'preview'

/** What goes with workloads in a cluster: what selects their replicas, and what else stands in their files. */
export function objectsBeside(workloads: readonly KubernetesWorkload[]): ClusterObjects {
  const items = workloads.flatMap((workload) => [...selecting(workload), ...workload.companions])
  return readKubectlList({ kind: 'List', items: [...new Set(items)] })
}

/** The object whose selector the scheduler spreads replicas by. */
function selecting({ name, namespace, objectKind, object }: KubernetesWorkload): readonly unknown[] {
  const { spec } = fields(object)
  const { selector, template } = fields(spec)
  const metadata = { name, namespace }
  switch (objectKind) {
    case 'ReplicaSet':
    case 'StatefulSet':
      return [{ kind: objectKind, metadata, spec: { selector } }]
    case 'ReplicationController':
      return [{ kind: objectKind, metadata, spec: { selector, template } }]
    case 'Deployment':
      return [
        { kind: 'ReplicaSet', metadata: { name: `${name}-${templateHash}`, namespace }, spec: { selector: withHash(fields(selector)) } },
      ]
    default:
      return []
  }
}

function withHash(selector: Fields): Fields {
  return { ...selector, matchLabels: { ...fields(selector.matchLabels), 'pod-template-hash': templateHash } }
}
