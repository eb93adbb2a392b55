import { entry, get, items, type MapNode, type Node } from '../../syntax/node.ts'
import type { Kind } from './manifest.ts'
import { podPaths } from './pod-place.ts'

/**
 * Whether a text is the template of a manifest and not a manifest: statements of Helm or Jinja stand outside of quotes. Nobody can say
 * what will come out of it.
 */
export function isTemplate(text: string): boolean {
  const at = /^[^#'"\n]*\{[{%]/m.exec(text)
  return at !== null && /[}%]\}/.test(text.slice(at.index + at[0].length))
}

/**
 * Whether an object is only a part, such as a patch of Kustomize: it has directives of a patch, or nothing of what an object of its kind
 * is made of. A workload whose selector and labels were both forgotten cannot be told from a patch, and is left alone.
 */
export function isPartial(kind: Kind, root: MapNode): boolean {
  return hasDirective(root) || !hasSubstance(kind, root)
}

function hasDirective(node: Node): boolean {
  if (node.kind === 'scalar') return false
  if (node.kind === 'list') return node.items.some(hasDirective)
  return node.entries.some(({ key, value }) => isPatchKey(key.value) || (value !== undefined && hasDirective(value)))
}

function isPatchKey(key: unknown): boolean {
  return typeof key === 'string' && /^\$(?:patch|retainKeys|setElementOrder\/|deleteFromPrimitiveList\/)/.test(key)
}

/**
 * A patch names a container and what changes in it; an object has a selector, labels for its pods, or, where it needs neither, a
 * schedule or images. A spec with nothing in it patches nothing. Of the other kinds nobody writes patches.
 */
function hasSubstance(kind: Kind, root: MapNode): boolean {
  if (kind === 'Pod' || kind === 'PodTemplate' || kind === 'ReplicationController') return true
  const found = entry(root, 'spec')
  if (found !== undefined && !isFilled(found.value)) return true
  const holder = podPaths[kind].reduce<Node | undefined>(get, root)
  if (entry(found?.value, 'selector') !== undefined || entry(get(holder, 'metadata'), 'labels') !== undefined) return true
  if (kind === 'CronJob') return entry(found?.value, 'schedule') !== undefined || (isFilled(holder) && hasImages(holder))
  return kind === 'Job' && hasImages(holder)
}

function isFilled(node: Node | undefined): boolean {
  return node?.kind === 'map' && (node.entries.length > 0 || node.merged !== undefined)
}

/** A patch of a Job names containers and leaves the images and the restart policy to its base. */
function hasImages(holder: Node | undefined): boolean {
  const spec = get(holder, 'spec')
  const containers = items(get(spec, 'containers'))
  return (
    containers.length === 0 ||
    entry(spec, 'restartPolicy') !== undefined ||
    containers.some((container) => entry(container, 'image') !== undefined)
  )
}
