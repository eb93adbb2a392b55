import ecs from '../../../../schemas/examples/ecs.cluster.json' with { type: 'json' }
import kubernetes from '../../../../schemas/examples/kubernetes.cluster.json' with { type: 'json' }

const examples = { ecs, kubernetes } as const

/** The text of the built-in example of a cluster, for those who have no model yet. */
export function exampleCluster(kind: 'ecs' | 'kubernetes'): string {
  return JSON.stringify(examples[kind], undefined, 2)
}
