import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import type { Problems } from '../demands.ts'
import { containerWith } from '../examples.ts'
import { below, child, type Field } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { amountsOf } from '../resource-lists.ts'
import { podWarnings } from '../server-source.ts'
import { isWritten, shown } from '../values.ts'

/** Half a byte is a slip of the suffix. */
export const fractionalBytes: Rule<Manifest> = {
  id: 'fractional-bytes',
  severity: 'warning',
  summary: 'Memory and storage are whole bytes: `512Mi`, not `512m`.',
  why: 'The suffix `m` is a thousandth, so `512m` is half a byte. The server accepts it with a warning; the container is killed at once, or the pod placed as if it needed nothing.',
  source: [podWarnings, 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory'],
  examples: {
    bad: [
      containerWith(
        `      resources:
        requests:
          memory: 512m
                  ^^^^ memory is 512m, a fraction of a byte; did you mean 512Mi
        limits:
          memory: 1Gi
          ephemeral-storage: "0.5"
                             ^^^^^ ephemeral-storage is 0.5, a fraction of a byte

`,
      ),
    ],
    good: [containerWith('      resources:\n        requests:\n          cpu: 500m\n          memory: 0.5Gi')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    for (const { field } of containersOf(doc))
      for (const list of ['limits', 'requests']) yield* fractions(doc, below(field, 'resources', list))
    for (const list of ['limits', 'requests']) yield* fractions(doc, below(doc.pod.spec, 'resources', list))
    yield* fractions(doc, child(doc.pod.spec, 'overhead'))
  },
}

function* fractions(doc: Manifest, list: Field): Problems {
  for (const { field, name, amount } of amountsOf(list)) {
    if (name !== 'memory' && name !== 'ephemeral-storage') continue
    if (amount === undefined || amount <= 0n || amount % 1_000_000_000n === 0n || !isWritten(doc, field)) continue
    const written = shown(doc, field)
    const meant = /^\d+m$/.test(written) ? `; did you mean ${written.slice(0, -1)}Mi` : ''
    yield doc.problem(field, `${name} is ${written}, a fraction of a byte${meant}`)
  }
}
