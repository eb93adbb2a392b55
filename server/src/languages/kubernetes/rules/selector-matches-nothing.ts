import type { Rule } from '../../../rules/rule.ts'
import type { Problems } from '../demands.ts'
import { specWith } from '../examples.ts'
import { below, child, type Field, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podWarnings } from '../server-source.ts'
import { isMisread, structsOf } from '../values.ts'

/** Without a selector no pod is meant. */
export const selectorMatchesNothing: Rule<Manifest> = {
  id: 'selector-matches-nothing',
  severity: 'warning',
  summary: 'Spread constraints and terms of pod affinity have a `labelSelector`.',
  why: 'A missing selector matches no pod, so that the rule has no effect, or a required affinity can never be met. An empty one, `{}`, matches every pod. The server accepts it with a warning.',
  source: [podWarnings],
  examples: {
    bad: [
      specWith(`  topologySpreadConstraints:
    - maxSkew: 1
      ^^^^^^^ the constraint has no labelSelector; it matches no pod
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: DoNotSchedule
  affinity:
    podAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        - topologyKey: kubernetes.io/hostname
          ^^^^^^^^^^^ the term has no labelSelector; it matches no pod`),
    ],
    good: [
      specWith(`  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: DoNotSchedule
      labelSelector:
        matchLabels:
          app: web`),
    ],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const { spec } = doc.pod
    for (const constraint of structsOf(child(spec, 'topologySpreadConstraints'))) yield* selected(doc, constraint, 'constraint')
    for (const kind of ['podAffinity', 'podAntiAffinity']) {
      const affinity = below(spec, 'affinity', kind)
      for (const term of structsOf(child(affinity, 'requiredDuringSchedulingIgnoredDuringExecution'))) yield* selected(doc, term, 'term')
      for (const preferred of structsOf(child(affinity, 'preferredDuringSchedulingIgnoredDuringExecution')))
        yield* selected(doc, child(preferred, 'podAffinityTerm'), 'term')
    }
  },
}

function* selected(doc: Manifest, holder: Field, what: string): Problems {
  const selector = child(holder, 'labelSelector')
  if (!isSet(selector) && !isMisread(doc, selector)) yield doc.problem(selector, `the ${what} has no labelSelector; it matches no pod`)
}
