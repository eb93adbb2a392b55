import type { Rule } from '../../../rules/rule.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podWarnings } from '../server-source.ts'
import { structsOf, textAt } from '../values.ts'
import { quote } from '../words.ts'

/** A secret without a name is none. */
export const pullSecret: Rule<Manifest> = {
  id: 'pull-secret',
  severity: 'warning',
  summary: 'The entries of `imagePullSecrets` have different names.',
  why: 'The server accepts an entry without a name and one that occurs twice, with a warning. Neither has an effect, and `kubectl apply` may drop others with them.',
  source: [podWarnings, 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/'],
  examples: {
    bad: [
      specWith(`  imagePullSecrets:
    - name: registry
    - name: registry
            ^^^^^^^^ secret "registry" is listed already
    - {}
      ^^ the secret has no name`),
    ],
    good: [specWith('  imagePullSecrets:\n    - name: registry\n    - name: mirror')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const seen = new Set<string>()
    for (const secret of structsOf(child(doc.pod.spec, 'imagePullSecrets'))) {
      const name = textAt(secret, 'name')
      if (name === undefined) continue
      if (name === '') yield doc.problem(secret, 'the secret has no name')
      else if (seen.has(name)) yield doc.problem(child(secret, 'name'), `secret ${quote(name)} is listed already`)
      seen.add(name)
    }
  },
}
