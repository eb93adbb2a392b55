import { type Entry, entry } from '../../syntax/node.ts'
import type { Container, TaskDefinition } from './document.ts'

/** A container that routes the logs of others, and its `firelensConfiguration`, which may still be half typed. */
export interface Router {
  readonly container: Container
  readonly configuration: Entry
}

/** The FireLens routers of a task, in the order of the text; a configuration of null is none. */
export function routers({ containers }: TaskDefinition): readonly Router[] {
  return containers.flatMap((container) => {
    const configuration = entry(container.node, 'firelensConfiguration')
    const { value } = configuration ?? {}
    if (configuration === undefined || (value?.kind === 'scalar' && value.value === null)) return []
    return [{ container, configuration }]
  })
}
