import ecs from '../../../../schemas/examples/ecs.cluster.json' with { type: 'json' }

/** The text of the built-in example of a cluster, for those who have no model yet. */
export function exampleCluster(kind: 'ecs'): string {
  switch (kind) {
    case 'ecs':
      return JSON.stringify(ecs, undefined, 2)
  }
}
