import { ecsClusterOf } from '../../placement/cluster/ecs.ts'
import { importEcs } from '../../placement/cluster/import-ecs.ts'
import { importKubectl } from '../../placement/cluster/import-kubectl.ts'
import { type KubernetesCluster, kubernetesClusterOf } from '../../placement/cluster/kubernetes.ts'
import type { EcsCluster } from '../../placement/ecs/cluster.ts'
import { firstError, readCluster } from './read.ts'

/** A cluster to place on, or in one sentence why there is none. */
export type OpenedCluster =
  | { readonly kind: 'cluster'; readonly cluster: EcsCluster | KubernetesCluster }
  | { readonly kind: 'unusable'; readonly why: string }

/**
 * The cluster that a text describes: a model file, what `kubectl get ... -o json` prints, or what
 * `aws ecs describe-container-instances` prints. Never throws.
 */
export function openCluster(text: string, source: 'example' | 'file'): OpenedCluster {
  if (last?.text !== text || last.source !== source) last = { text, source, opened: opened(text, source) }
  return last.opened
}

/** Every keystroke in a definition asks for its placement, and what a cluster was made into is kept by those who place. */
let last: { readonly text: string; readonly source: 'example' | 'file'; readonly opened: OpenedCluster } | undefined

function opened(text: string, source: 'example' | 'file'): OpenedCluster {
  const imported = importDump(text)
  if (imported !== undefined) return { kind: 'cluster', cluster: imported }
  const document = readCluster(text)
  const { model } = document
  if (model === undefined) return { kind: 'unusable', why: `The cluster model cannot be used: ${firstError(document) ?? 'it is empty'}.` }
  return { kind: 'cluster', cluster: model.kind === 'ecs' ? ecsClusterOf(model, source) : kubernetesClusterOf(model, source) }
}

/** A dump may be many megabytes, and where its values stand matters to nobody: it is parsed without a tree of our own. */
function importDump(text: string): EcsCluster | KubernetesCluster | undefined {
  return /^\uFEFF?\s*\{/.test(text) && /"(items|containerInstances)"\s*:\s*\[/.test(text) ? parsed(text) : undefined
}

function parsed(text: string): EcsCluster | KubernetesCluster | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return importKubectl(value) ?? importEcs(value)
  } catch {
    return undefined
  }
}
