import type { Rule } from '../../../rules/rule.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { namedVolumes } from '../volume-rules.ts'
import { asCounted } from '../volumes.ts'
import { quote } from '../words.ts'

/** A mount finds its volume by name. */
export const volumeNameUnique: Rule<Manifest> = {
  id: 'volume-name-unique',
  severity: 'error',
  summary: 'The volumes of a pod have different names.',
  why: 'The server refuses the second.',
  source: [podValidation],
  examples: {
    bad: [
      specWith(`  volumes:
    - name: data
      emptyDir: {}
    - name: data
            ^^^^ another volume of this pod is named "data" too
      configMap:
        name: settings`),
    ],
    good: [specWith('  volumes:\n    - name: data\n      emptyDir: {}\n    - name: settings\n      configMap:\n        name: settings')],
  },
  *check(doc) {
    for (const volume of namedVolumes(doc).repeated) {
      const found = asCounted(doc, volume)
      yield found.problem(child(volume.field, 'name'), `another volume of this pod is named ${quote(volume.name ?? '')} too`)
    }
  },
}
