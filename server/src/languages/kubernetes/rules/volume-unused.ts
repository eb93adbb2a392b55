import type { Rule } from '../../../rules/rule.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { volumeUses } from '../mounts.ts'
import { volumesOf } from '../volumes.ts'
import { quote } from '../words.ts'

/** A volume that nobody mounts is made for nothing. */
export const volumeUnused: Rule<Manifest> = {
  id: 'volume-unused',
  severity: 'hint',
  summary: 'Every volume of a pod is mounted by one of its containers.',
  why: 'It is set up all the same: a pod waits for a claim, secret or config map that nothing in it reads.',
  source: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  examples: {
    bad: [
      specWith(
        `      volumeMounts:
        - name: a
          mountPath: /a
  volumes:
    - name: a
      emptyDir: {}
    - name: b
            ^ no container mounts volume "b"
      emptyDir: {}
`,
      ),
    ],
    good: [specWith('      volumeMounts:\n        - name: a\n          mountPath: /a\n  volumes:\n    - name: a\n      emptyDir: {}')],
  },
  *check(doc) {
    const uses = volumeUses(doc)
    for (const { field, name, claimed } of volumesOf(doc))
      if (name && !claimed && !uses.has(name))
        yield doc.problem(child(field, 'name'), `no container mounts volume ${quote(name)}`, { tag: 'unnecessary' })
  },
}
