import type { Rule } from '../../../rules/rule.ts'
import type { Problems } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child, type Field, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podWarnings } from '../server-source.ts'
import { isFilled, structsOf, textAt } from '../values.ts'
import { volumesOf } from '../volumes.ts'
import { quote } from '../words.ts'

/** Two files in one place are one file. */
export const volumeFiles: Rule<Manifest> = {
  id: 'volume-files',
  severity: 'warning',
  summary: 'The files of a volume have different paths, none is a directory of another, and a projected volume has sources.',
  why: 'The server accepts it with a warning. Of two files with one path the last counts, and a file cannot hold another.',
  source: [podWarnings, 'https://kubernetes.io/docs/concepts/storage/volumes/#configmap'],
  examples: {
    bad: [
      volumeWith(
        `      configMap:
        name: settings
        items:
          - key: a
            path: conf
          - key: b
            path: conf/b
                  ^^^^^^ path is "conf/b"; another file has "conf" already
          - key: c
            path: conf
                  ^^^^ path is "conf"; another file has it already
`,
      ),
      volumeWith(`      projected:
      ^^^^^^^^^ the projected volume has no sources; it is empty
        sources: []`),
    ],
    good: [
      volumeWith(
        '      configMap:\n        name: settings\n        items:\n          - key: a\n            path: conf/a\n          - key: b\n            path: conf/b',
      ),
    ],
  },
  *check(doc) {
    for (const { field } of volumesOf(doc)) {
      for (const kind of ['configMap', 'secret', 'downwardAPI']) yield* overlaps(doc, child(field, kind))
      const projected = child(field, 'projected')
      if (isSet(projected) && !isFilled(child(projected, 'sources')))
        yield doc.problem(projected, 'the projected volume has no sources; it is empty', { onKey: true })
    }
  },
}

function* overlaps(doc: Manifest, source: Field): Problems {
  const paths: string[] = []
  for (const item of structsOf(child(source, 'items'))) {
    const path = textAt(item, 'path')
    if (!path) continue
    const other = paths.find((one) => one === path || one.startsWith(`${path}/`) || path.startsWith(`${one}/`))
    if (other !== undefined)
      yield doc.problem(child(item, 'path'), `path is ${quote(path)}; another file has ${other === path ? 'it' : quote(other)} already`)
    else paths.push(path)
  }
}
