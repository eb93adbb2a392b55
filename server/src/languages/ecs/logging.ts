import { get, isWhole, type MapNode, type Node } from '../../syntax/node.ts'
import { hasPlaceholder } from '../../syntax/placeholder.ts'
import type { Span } from '../../text/span.ts'
import { type Container, keySpan, type TaskDefinition } from './document.ts'
import { allStringsIn, type Field, stringAt } from './field.ts'
import { once } from './once.ts'

/** The `logConfiguration` of a container that has one. */
export interface Logging {
  readonly container: Container
  readonly node: MapNode
  /** The key `logConfiguration`. */
  readonly key: Span
  readonly driver: Field<string>
  /** Where to point at the driver: its name, else the key `logConfiguration`. */
  readonly at: Span
  /** What stands behind `options`, of whatever type. */
  readonly options: Node | undefined
}

/** The log configurations that are objects, in the order of the containers. */
export const loggings = once(({ containers }): readonly Logging[] =>
  containers.flatMap((container) => {
    const node = get(container.node, 'logConfiguration')
    const key = keySpan(container.node, 'logConfiguration')
    if (node?.kind !== 'map' || key === undefined) return []
    const driver = stringAt(node, 'logDriver')
    return [{ container, node, key, driver, at: driver.kind === 'absent' ? key : driver.span, options: get(node, 'options') }]
  }),
)

/** Those of one driver. */
export function loggingsBy(doc: TaskDefinition, driver: string): readonly Logging[] {
  return loggings(doc).filter((one) => one.driver.kind === 'known' && one.driver.value === driver)
}

/**
 * Of the demanded options those that are not given, neither as an option nor as a secret one.
 * Nothing is said to be missing while a placeholder stands among them or in their place.
 */
export function missingOptions({ node, options }: Logging, demanded: readonly string[]): readonly string[] {
  const open = options === undefined || isNull(options) ? [] : keysOf(options)
  const secret = allStringsIn(node, 'secretOptions', 'name')
  const known = open !== undefined && secret !== undefined && isWhole(node)
  return known ? demanded.filter((name) => !open.includes(name) && !secret.includes(name)) : []
}

/** The keys of a map, or undefined while they cannot be told. */
function keysOf(options: Node): readonly string[] | undefined {
  if (options.kind !== 'map' || !isWhole(options)) return undefined
  const keys = options.entries.map(({ key }) => String(key.value))
  return keys.some(hasPlaceholder) ? undefined : keys
}

/** Where to point when options are missing: the key `options`, else the name of the driver. */
export function optionsAnchor({ node, at }: Logging): Span {
  return keySpan(node, 'options') ?? at
}

/** Names as a sentence lists them: `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null
}
