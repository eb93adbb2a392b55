import { type Entry, entry, type MapNode } from '../../syntax/node.ts'
import type { TaskDefinition } from './document.ts'

/** The `proxyConfiguration` of a task: its entry, and the object behind it. */
export interface ProxyConfiguration {
  readonly entry: Entry
  readonly node: MapNode
}

/** The proxy of a task, if there is an object that says something of one. */
export function proxyOf({ definition }: TaskDefinition): ProxyConfiguration | undefined {
  const found = entry(definition, 'proxyConfiguration')
  return found?.value?.kind === 'map' && found.value.entries.length > 0 ? { entry: found, node: found.value } : undefined
}
