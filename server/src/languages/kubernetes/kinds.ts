import type { Kind } from './manifest.ts'

/** The kinds whose fields are known, by the `apiVersion` they have. */
export const kindsByVersion: Readonly<Record<string, readonly Kind[]>> = {
  v1: ['Pod', 'PodTemplate', 'ReplicationController'],
  'apps/v1': ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'],
  'batch/v1': ['Job', 'CronJob'],
}

/** The kind that an object names, if it is one of ours in its own version. */
export function kindOf(apiVersion: unknown, kind: unknown): Kind | undefined {
  if (typeof apiVersion !== 'string' || !Object.hasOwn(kindsByVersion, apiVersion)) return undefined
  return kindsByVersion[apiVersion]?.find((one) => one === kind)
}
