import { entry } from '../../syntax/node.ts'
import { type Container, maps, type TaskDefinition } from './document.ts'
import { type Field, stringAt } from './field.ts'

/** An entry of `mountPoints`: a volume as one container sees it. */
export interface Mount {
  readonly container: Container
  readonly volume: Field<string>
}

/** Every mount point that is an object, in the order of the text. */
export function mounts({ containers }: TaskDefinition): readonly Mount[] {
  return containers.flatMap((container) =>
    maps(container.node, 'mountPoints').map(({ node }) => ({ container, volume: stringAt(node, 'sourceVolume') })),
  )
}

/** The names of the volumes that containers mount, or undefined while one of them is a placeholder and could be any. */
export function mountedVolumes(doc: TaskDefinition): ReadonlySet<string> | undefined {
  const names = new Set<string>()
  for (const container of doc.containers) if (!mountsAreObjects(container)) return undefined
  for (const { volume } of mounts(doc)) {
    if (volume.kind === 'unknown') return undefined
    if (volume.kind === 'known') names.add(volume.value)
  }
  return names
}

function mountsAreObjects({ node }: Container): boolean {
  const list = entry(node, 'mountPoints')?.value
  if (list === undefined || (list.kind === 'scalar' && list.value === null)) return true
  return list.kind === 'list' && list.items.every(({ kind }) => kind === 'map')
}
