import { maxScore, type Plugin } from '../plugin.ts'
import type { ClusterState, ImageState } from '../state/cluster-state.ts'
import type { NodeState } from '../state/node-state.ts'
import type { PodInfo } from '../state/pod-info.ts'

const mebibyte = 1024 * 1024
const least = 23 * mebibyte
const mostPerContainer = 1000 * mebibyte

/** Nodes that have the images of the pod already are better, the more so the larger and the more widespread the images are. */
export const imageLocality: Plugin = {
  id: 'ImageLocality',
  scope: 'nothing',
  score({ pod }, cluster) {
    const containers = pod.spec.containers.length + pod.spec.initContainers.length
    const images = imagesOf({ pod }, cluster)
    const most = mostPerContainer * containers
    return {
      kind: 'score',
      raw(node) {
        if (images.length === 0) return 0
        const sum = Math.min(Math.max(bytesOn(node, images, cluster.nodes.length), least), most)
        return Math.trunc((maxScore * (sum - least)) / (most - least))
      },
    }
  },
  weight: 1,
}

/** Images of containers and of volumes that at least one node has. */
function imagesOf({ pod }: Pick<PodInfo, 'pod'>, { images }: ClusterState): readonly ImageState[] {
  if (images.size === 0) return []
  const { initContainers, containers, volumes } = pod.spec
  const names = [
    ...[...initContainers, ...containers].map(({ image }) => image),
    ...volumes.flatMap((volume) => (volume.kind === 'image' ? [volume.image] : [])),
  ]
  return names.flatMap((name) => images.get(withTag(name)) ?? [])
}

function bytesOn(node: NodeState, images: readonly ImageState[], allNodes: number): number {
  return images.reduce((sum, { sizeBytes, nodes }) => (nodes.has(node) ? sum + Math.trunc(sizeBytes * (nodes.size / allNodes)) : sum), 0)
}

/** A name without a tag means the latest; a colon before the last slash belongs to the port of the registry. */
function withTag(image: string): string {
  return image.lastIndexOf(':') <= image.lastIndexOf('/') ? `${image}:latest` : image
}
