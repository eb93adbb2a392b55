import type { Rule } from '../../../rules/rule.ts'
import type { Fixes } from '../../../text/finding.ts'
import { nearest } from '../../../text/nearest.ts'
import { containersOf } from '../containers.ts'
import { type Problems, required } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child, type Field } from '../field.ts'
import { setField } from '../fix.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { structsOf, textAt } from '../values.ts'
import { namedVolumes } from '../volume-rules.ts'
import { meant, quote } from '../words.ts'

/** A mount is of a volume of the pod, and has a path for itself. */
export const volumeMount: Rule<Manifest> = {
  id: 'volume-mount',
  aliases: ['dangling-volume-mount'],
  severity: 'error',
  summary:
    'A `volumeMounts` entry names a volume of the pod (or a claim template of the StatefulSet) and a `mountPath` that no other mount of the container has.',
  why: 'The server answers `Not found` for a name that no volume has, and refuses a path that occurs twice or is that of a device.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/storage/volumes/'],
  examples: {
    bad: [
      specWith(`      volumeMounts:
        - name: cahce
                ^^^^^ volume "cahce" does not exist in this pod; did you mean cache
          mountPath: /var/cache
        - name: data
                ^^^^ mountPath is missing
        - name: data
          mountPath: /data
        - name: data
          mountPath: /data
                     ^^^^^ mountPath is "/data"; another mount of this container has it too
  volumes:
    - name: cache
      emptyDir: {}
    - name: data
      emptyDir: {}`),
    ],
    good: [
      specWith(
        '      volumeMounts:\n        - name: cache\n          mountPath: /var/cache\n  volumes:\n    - name: cache\n      emptyDir: {}',
      ),
    ],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      const paths = new Set<string>()
      const devices = devicesOf(field)
      for (const mount of structsOf(child(field, 'volumeMounts'))) {
        yield* nameProblems(doc, mount, devices)
        yield* pathProblems(doc, mount, paths, devices)
      }
    }
  },
}

interface Devices {
  readonly names: ReadonlySet<string>
  readonly paths: ReadonlySet<string>
}

/** Of devices with one name the server keeps the path of the last. */
function devicesOf(container: Field): Devices {
  const paths = new Map<string, string>()
  for (const device of structsOf(child(container, 'volumeDevices'))) {
    const name = textAt(device, 'name')
    const path = textAt(device, 'devicePath')
    if (name !== undefined && path !== undefined) paths.set(name, path)
  }
  return { names: new Set(paths.keys()), paths: new Set(paths.values()) }
}

function* nameProblems(doc: Manifest, mount: Field, devices: Devices): Problems {
  const field = child(mount, 'name')
  yield* required(doc, field, 'name')
  const name = textAt(mount, 'name')
  if (!name) return
  const { usable, refused, open } = namedVolumes(doc)
  if (!usable.has(name) && !refused.has(name) && !open)
    yield doc.problem(field, `volume ${quote(name)} does not exist in this pod${offered(name, [...usable.keys()])}`, {
      fixes: renamed(doc, field, name, usable.keys()),
    })
  else if (devices.names.has(name))
    yield doc.problem(field, `volume ${quote(name)} is used as a device of this container; it is one or the other`)
}

function offered(name: string, names: readonly string[]): string {
  return meant(name, names) || (names.length === 0 || names.length > 5 ? '' : `; it has ${names.join(', ')}`)
}

function renamed(doc: Manifest, field: Field, name: string, names: Iterable<string>): Fixes {
  const right = nearest(name, names)
  return right === undefined ? [] : setField(doc, field, right)
}

function* pathProblems(doc: Manifest, mount: Field, paths: Set<string>, devices: Devices): Problems {
  const field = child(mount, 'mountPath')
  yield* required(doc, field, 'mountPath')
  const path = textAt(mount, 'mountPath')
  if (path === undefined) return
  if (paths.has(path)) yield doc.problem(field, `mountPath is ${quote(path)}; another mount of this container has it too`)
  else if (devices.paths.has(path)) yield doc.problem(field, `mountPath is ${quote(path)}; a device of this container has it too`)
  paths.add(path)
}
