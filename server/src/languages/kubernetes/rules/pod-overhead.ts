import type { Rule } from '../../../rules/rule.ts'
import { oddPaths } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { amountProblems, amountsOf } from '../resource-lists.ts'
import { containerResourceName, isHugePages } from '../resource-names.ts'
import { podValidation } from '../server-source.ts'

/** What the sandbox of a pod costs is an amount of something. */
export const podOverhead: Rule<Manifest> = {
  id: 'pod-overhead',
  severity: 'error',
  summary: '`overhead` holds amounts of resources as the limits of a container do.',
  why: 'The server checks it as limits, and names it so. Usually a runtime class fills it in, and refuses another value.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-overhead/'],
  examples: {
    bad: [
      specWith(`  overhead:
    cpu: -250m
         ^^^^^ cpu is -250m; the least is 0
    gpu: 1
    ^^^ resource is "gpu"; one without a domain is cpu, memory, ephemeral-storage or hugepages-<size>`),
    ],
    good: [specWith('  overhead:\n    cpu: 250m\n    memory: 120Mi')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const overhead = child(doc.pod.spec, 'overhead')
    const amounts = amountsOf(overhead)
    yield* amountProblems(doc, amounts, containerResourceName, (suffix) => oddPaths(doc, overhead)(`.limits${suffix}`))
    const names = amounts.map(({ name }) => name)
    if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory'))
      yield doc.problem(overhead, 'overhead has hugepages without cpu or memory; they need one of them beside them', { onKey: true })
  },
}
