import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { structsOf, textAt } from '../values.ts'
import { quote } from '../words.ts'

/** Two spellings of one path are one place. */
export const mountPathRepeated: Rule<Manifest> = {
  id: 'mount-path-repeated',
  severity: 'warning',
  summary: 'The mounts of a container have paths that differ in more than slashes.',
  why: 'The server compares letters: `/data` and `/data/` pass. The second mount hides the first.',
  source: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  examples: {
    bad: [
      specWith(`      volumeMounts:
        - name: a
          mountPath: /data
        - name: b
          mountPath: /data/
                     ^^^^^^ mountPath is "/data/"; "/data" of another mount is the same place
  volumes:
    - name: a
      emptyDir: {}
    - name: b
      emptyDir: {}`),
    ],
    good: [
      specWith(
        '      volumeMounts:\n        - name: a\n          mountPath: /data\n        - name: a\n          mountPath: /data/logs\n  volumes:\n    - name: a\n      emptyDir: {}',
      ),
    ],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      const seen = new Map<string, string>()
      for (const mount of structsOf(child(field, 'volumeMounts'))) {
        const path = textAt(mount, 'mountPath')
        if (!path) continue
        const place = plain(path)
        const other = seen.get(place)
        if (other === undefined) seen.set(place, path)
        else if (other !== path)
          yield doc.problem(child(mount, 'mountPath'), `mountPath is ${quote(path)}; ${quote(other)} of another mount is the same place`)
      }
    }
  },
}

/** A path from the root, without empty parts. */
function plain(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')
}
