import { containersOf } from './containers.ts'
import { below, child, type Field } from './field.ts'
import type { Manifest } from './manifest.ts'
import { structsOf, textOf } from './values.ts'

const known = new WeakMap<Manifest, ReadonlyMap<string, readonly Field[]>>()

/** The fields of containers that name a volume, by its name: mounts, devices and files with variables. */
export function volumeUses(doc: Manifest): ReadonlyMap<string, readonly Field[]> {
  const before = known.get(doc)
  if (before !== undefined) return before
  const uses = new Map<string, Field[]>()
  for (const { field } of containersOf(doc)) {
    for (const name of namesIn(field)) {
      const volume = textOf(name)
      if (volume === undefined) continue
      const others = uses.get(volume)
      if (others === undefined) uses.set(volume, [name])
      else others.push(name)
    }
  }
  known.set(doc, uses)
  return uses
}

function* namesIn(container: Field): Iterable<Field> {
  for (const mount of structsOf(child(container, 'volumeMounts'))) yield child(mount, 'name')
  for (const device of structsOf(child(container, 'volumeDevices'))) yield child(device, 'name')
  for (const variable of structsOf(child(container, 'env'))) yield below(variable, 'valueFrom', 'fileKeyRef', 'volumeName')
}
