import { type Container, maps, type TaskDefinition } from './document.ts'
import { allStringsIn, type Field, stringAt } from './field.ts'

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

/** The names of the volumes that containers mount, or undefined while one of them cannot be told and could be any. */
export function mountedVolumes({ containers }: TaskDefinition): ReadonlySet<string> | undefined {
  const names = new Set<string>()
  for (const { node } of containers) {
    const volumes = allStringsIn(node, 'mountPoints', 'sourceVolume')
    if (volumes === undefined) return undefined
    for (const volume of volumes) names.add(volume)
  }
  return names
}
