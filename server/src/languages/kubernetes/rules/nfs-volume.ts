import { required } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child } from '../field.ts'
import { textAt } from '../values.ts'
import { volumeRule } from '../volume-rule.ts'
import { sourceOf } from '../volumes.ts'
import { quote } from '../words.ts'

/** A directory of a file server. */
export const nfsVolume = volumeRule({
  id: 'nfs-volume',
  summary: 'An `nfs` volume has a `server` and an absolute `path`.',
  why: 'The server refuses it without.',
  docs: ['https://kubernetes.io/docs/concepts/storage/volumes/#nfs'],
  examples: {
    bad: [
      volumeWith(`      nfs:
      ^^^ server is missing
        path: exports/data
              ^^^^^^^^^^^^ path is "exports/data"; it begins with "/"`),
    ],
    good: [volumeWith('      nfs:\n        server: files.example.com\n        path: /exports/data')],
  },
  *judge(doc, volume) {
    const source = sourceOf(volume, 'nfs')
    if (source === undefined) return
    yield* required(doc, child(source, 'server'), 'server')
    yield* required(doc, child(source, 'path'), 'path')
    const path = textAt(source, 'path')
    if (path && !path.startsWith('/')) yield doc.problem(child(source, 'path'), `path is ${quote(path)}; it begins with "/"`)
  },
})
