import type { Rule } from '../../../rules/rule.ts'
import type { Problems } from '../demands.ts'
import { specWith } from '../examples.ts'
import { below, child, entriesOf, type Field } from '../field.ts'
import { renameField, setField } from '../fix.ts'
import type { Manifest } from '../manifest.ts'
import { podWarnings } from '../server-source.ts'
import { structsOf, textAt } from '../values.ts'

/** Old labels of nodes, what has taken their place, and when. */
const replaced: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['beta.kubernetes.io/arch', ['kubernetes.io/arch', '1.14']],
  ['beta.kubernetes.io/os', ['kubernetes.io/os', '1.14']],
  ['failure-domain.beta.kubernetes.io/region', ['topology.kubernetes.io/region', '1.17']],
  ['failure-domain.beta.kubernetes.io/zone', ['topology.kubernetes.io/zone', '1.17']],
  ['beta.kubernetes.io/instance-type', ['node.kubernetes.io/instance-type', '1.17']],
])

/** Labels that new nodes may not have any more. */
export const deprecatedNodeLabel: Rule<Manifest> = {
  id: 'deprecated-node-label',
  severity: 'warning',
  summary: 'Nodes are chosen by the labels they have today, not by those of beta times.',
  why: 'The old labels are deprecated since 1.14 or 1.17; the server accepts them with a warning. A node without the old label never gets the pod.',
  source: [podWarnings, 'https://kubernetes.io/docs/reference/labels-annotations-taints/'],
  examples: {
    bad: [
      specWith(`  nodeSelector:
    beta.kubernetes.io/os: linux
    ^^^^^^^^^^^^^^^^^^^^^ beta.kubernetes.io/os is deprecated since 1.14; it is kubernetes.io/os
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: failure-domain.beta.kubernetes.io/zone
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ failure-domain.beta.kubernetes.io/zone is deprecated since 1.17; it is topology.kubernetes.io/zone
      whenUnsatisfiable: DoNotSchedule
      labelSelector: {}`),
    ],
    good: [specWith('  nodeSelector:\n    kubernetes.io/os: linux')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const { spec } = doc.pod
    for (const label of entriesOf(child(spec, 'nodeSelector'))) {
      const by = replaced.get(String(label.step))
      if (by === undefined) continue
      const fixes = renameField(doc, label, by[0])
      yield doc.problem(label, words(String(label.step), by), { onKey: true, tag: 'deprecated', fixes })
    }
    for (const constraint of structsOf(child(spec, 'topologySpreadConstraints'))) yield* old(doc, child(constraint, 'topologyKey'))
    yield* affinities(doc, child(spec, 'affinity'))
  },
}

function* affinities(doc: Manifest, affinity: Field): Problems {
  const nodes = child(affinity, 'nodeAffinity')
  const required = structsOf(below(nodes, 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'))
  const preferred = structsOf(child(nodes, 'preferredDuringSchedulingIgnoredDuringExecution')).map((one) => child(one, 'preference'))
  for (const term of [...required, ...preferred])
    for (const requirement of structsOf(child(term, 'matchExpressions'))) yield* old(doc, child(requirement, 'key'))
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    const pods = child(affinity, kind)
    for (const term of structsOf(child(pods, 'requiredDuringSchedulingIgnoredDuringExecution'))) yield* old(doc, child(term, 'topologyKey'))
    for (const one of structsOf(child(pods, 'preferredDuringSchedulingIgnoredDuringExecution')))
      yield* old(doc, below(one, 'podAffinityTerm', 'topologyKey'))
  }
}

function* old(doc: Manifest, field: Field): Problems {
  const label = textAt(field.parent ?? field, String(field.step))
  const by = label === undefined ? undefined : replaced.get(label)
  if (label !== undefined && by !== undefined)
    yield doc.problem(field, words(label, by), { tag: 'deprecated', fixes: setField(doc, field, by[0]) })
}

function words(label: string, [by, since]: readonly [string, string]): string {
  return `${label} is deprecated since ${since}; it is ${by}`
}
