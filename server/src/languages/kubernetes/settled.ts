import { parseQuantity } from '../../placement/kubernetes/objects/quantity.ts'
import type { Path } from '../../placement/workload.ts'
import { pathText } from '../../syntax/path.ts'
import { hasPlaceholder } from '../../syntax/placeholder.ts'
import { isObject } from './field.ts'

/** Told of every value that is not known yet, in words. */
type Tell = (path: Path, what: string) => void

/**
 * An object without what something else will fill in, so that a placement can go on without it: a selector that asks for `${DISK}` would
 * match no node, and say nothing. Names and labels stay, because they are only compared with each other. Amounts that cannot be read go too.
 */
export function settled(object: unknown, tell: Tell): unknown {
  return settle(object, [], { root: object, tell })
}

interface Settling {
  readonly root: unknown
  readonly tell: Tell
}

/** Keys below which texts are compared with each other, or do not matter to where a pod runs. */
const kept = new Set(['metadata', 'labels', 'matchLabels', 'selector', 'image', 'command', 'args', 'env', 'envFrom', 'name', 'claimName'])

/** An entry of such a list says nothing any more if a part of it is not known. */
const wholes = new Set([
  'matchExpressions',
  'matchFields',
  'tolerations',
  'topologySpreadConstraints',
  'requiredDuringSchedulingIgnoredDuringExecution',
  'preferredDuringSchedulingIgnoredDuringExecution',
  'ports',
])

function settle(value: unknown, path: Path, settling: Settling): unknown {
  if (Array.isArray(value)) return settleList(value, path, settling)
  if (isObject(value)) {
    const result: Record<string, unknown> = {}
    for (const [key, child] of Object.entries(value)) {
      const next = kept.has(key) ? child : settle(child, [...path, key], settling)
      if (next !== undefined) result[key] = next
    }
    return result
  }
  const unknown = isAmount(path) ? parseQuantity(value) === undefined && value !== null : typeof value === 'string' && hasPlaceholder(value)
  if (!unknown) return value ?? undefined
  settling.tell(path, wordsFor(path, settling.root))
  return undefined
}

function settleList(value: readonly unknown[], path: Path, settling: Settling): readonly unknown[] {
  const whole = wholes.has(String(path.at(-1)))
  return value.flatMap((item, index) => {
    let lost = false
    const next = settle(item, [...path, index], {
      ...settling,
      tell(at, what) {
        lost = true
        settling.tell(at, what)
      },
    })
    return next === undefined || (whole && lost) ? [] : [next]
  })
}

/** `resources.requests.cpu` of a container or of the pod. */
function isAmount(path: Path): boolean {
  const [list, parent] = [path.at(-2), path.at(-3)]
  return parent === 'resources' && (list === 'requests' || list === 'limits')
}

function wordsFor(path: Path, root: unknown): string {
  if (!isAmount(path)) return pathText(path)
  const holder = path
    .slice(0, -3)
    .reduce<unknown>((here, step) => (Array.isArray(here) || isObject(here) ? Reflect.get(here, step) : undefined), root)
  const name = isObject(holder) && typeof holder.name === 'string' ? ` of container "${holder.name}"` : ''
  return `${path.at(-2) === 'limits' ? 'limit for ' : ''}${path.at(-1)}${name}`
}
