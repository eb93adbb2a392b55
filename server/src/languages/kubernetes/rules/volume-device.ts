import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { type Problems, required } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child, type Field } from '../field.ts'
import { pathWithoutBacksteps } from '../grammar/paths.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { structsOf, textAt } from '../values.ts'
import { namedVolumes } from '../volume-rules.ts'
import { quote } from '../words.ts'

/** A device is a claim without a file system. */
export const volumeDevice: Rule<Manifest> = {
  id: 'volume-device',
  severity: 'error',
  summary:
    'A `volumeDevices` entry names a volume of kind `persistentVolumeClaim` or `ephemeral` and a `devicePath`, each once in the container and not among the mounts.',
  why: 'Only claims can be had as raw devices. The server refuses other kinds of volumes, repeated names and paths, and `..` in a path.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support'],
  examples: {
    bad: [
      specWith(`      volumeDevices:
        - name: data
          devicePath: /dev/xvda
        - name: scratch
                ^^^^^^^ volume "scratch" is of kind emptyDir; devices are of persistentVolumeClaim or ephemeral
          devicePath: /dev/xvda
                      ^^^^^^^^^ devicePath is "/dev/xvda"; another device of this container has it too
        - name: disk
                ^^^^ devicePath is missing
                ^^^^ volume "disk" does not exist in this pod
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: data
    - name: scratch
      emptyDir: {}`),
    ],
    good: [
      specWith(`      volumeDevices:
        - name: data
          devicePath: /dev/xvda
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: data`),
    ],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      const names = new Set<string>()
      const paths = new Set<string>()
      const mounts = mountsOf(field)
      for (const device of structsOf(child(field, 'volumeDevices'))) {
        yield* nameProblems(doc, device, names, mounts)
        yield* pathProblems(doc, device, paths, mounts)
      }
    }
  },
}

type Mounts = ReadonlyMap<string, string>

/** Of several mounts of one volume the server keeps the path of the last. */
function mountsOf(container: Field): Mounts {
  const paths = new Map<string, string>()
  for (const mount of structsOf(child(container, 'volumeMounts'))) {
    const name = textAt(mount, 'name')
    const path = textAt(mount, 'mountPath')
    if (name !== undefined && path !== undefined) paths.set(name, path)
  }
  return paths
}

function* nameProblems(doc: Manifest, device: Field, names: Set<string>, mounts: Mounts): Problems {
  const field = child(device, 'name')
  yield* required(doc, field, 'name')
  const name = textAt(device, 'name')
  if (!name) return
  if (names.has(name)) yield doc.problem(field, `another device of this container is of volume ${quote(name)} too`)
  names.add(name)
  const { usable, refused, open } = namedVolumes(doc)
  const source = usable.get(name)?.source
  if (!usable.has(name)) {
    if (!refused.has(name) && !open) yield doc.problem(field, `volume ${quote(name)} does not exist in this pod`)
  } else if (source !== 'persistentVolumeClaim' && source !== 'ephemeral')
    yield doc.problem(field, `volume ${quote(name)} is of kind ${source ?? 'emptyDir'}; devices are of persistentVolumeClaim or ephemeral`)
  if (mounts.has(name)) yield doc.problem(field, `volume ${quote(name)} is mounted in this container; it is one or the other`)
}

function* pathProblems(doc: Manifest, device: Field, paths: Set<string>, mounts: Mounts): Problems {
  const field = child(device, 'devicePath')
  yield* required(doc, field, 'devicePath')
  const path = textAt(device, 'devicePath')
  if (path === undefined) return
  if (paths.has(path)) yield doc.problem(field, `devicePath is ${quote(path)}; another device of this container has it too`)
  const limit = pathWithoutBacksteps(path)
  if (limit !== undefined) yield doc.problem(field, `devicePath is ${quote(path)}; ${limit}`)
  else paths.add(path)
  if ([...mounts.values()].includes(path)) yield doc.problem(field, `devicePath is ${quote(path)}; a mount of this container has it too`)
}
