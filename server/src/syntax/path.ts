import type { Span } from '../text/span.ts'
import { locate, type Node, type Step } from './node.ts'

/**
 * A path as the services write it: `containerDefinitions[0].memory`. A key that is no plain word stands in brackets, as Kubernetes
 * does it: `metadata.labels[app.kubernetes.io/name]`. Empty for the root.
 */
export function pathText(path: readonly Step[]): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number' || !/^[\w-]+$/.test(step)) text += `[${step}]`
    else text += text === '' ? step : `.${step}`
  }
  return text
}

/** The path of the innermost node or entry at the beginning of a span; empty for the root and for places outside of it. */
export function pathAt(root: Node | undefined, where: Span): readonly Step[] {
  return locate(root, where.start)?.path ?? []
}
