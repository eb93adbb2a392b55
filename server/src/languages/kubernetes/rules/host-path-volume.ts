import { among, required, wellFormed } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child } from '../field.ts'
import { pathWithoutBacksteps } from '../grammar/paths.ts'
import { textAt } from '../values.ts'
import { volumeRule } from '../volume-rule.ts'
import { sourceOf } from '../volumes.ts'

const types = ['', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket']

/** A path of the node says where and, if at all, what stands there. */
export const hostPathVolume = volumeRule({
  id: 'host-path-volume',
  summary: 'A `hostPath` has a `path` without `..` and, if any, a known `type`.',
  why: 'The server refuses a missing path, a part `..` and unknown types. An empty type checks nothing before mounting.',
  docs: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  examples: {
    bad: [
      volumeWith(`      hostPath:
        path: /var/../etc
              ^^^^^^^^^^^ path is "/var/../etc"; no part of it may be ".."
        type: directory
              ^^^^^^^^^ type is "directory"; it is BlockDevice, CharDevice, Directory, DirectoryOrCreate, File, FileOrCreate or Socket; did you mean Directory`),
      volumeWith(`      hostPath:
      ^^^^^^^^ path is missing
        type: File`),
    ],
    good: [volumeWith('      hostPath:\n        path: /var/run/docker.sock\n        type: Socket')],
  },
  *judge(doc, volume) {
    const source = sourceOf(volume, 'hostPath')
    if (source === undefined) return
    const path = child(source, 'path')
    yield* required(doc, path, 'path')
    if (textAt(source, 'path') === '') return
    yield* wellFormed(doc, path, 'path', pathWithoutBacksteps)
    yield* among(doc, child(source, 'type'), 'type', types)
  },
})
