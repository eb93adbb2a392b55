import type { Rule } from '../../../rules/rule.ts'
import type { ClusterDocument } from '../read.ts'

/** A cluster model says what it means: keys that exist, values of their form, names that lead somewhere. */
export const clusterModel: Rule<ClusterDocument> = {
  id: 'cluster-model',
  severity: 'error',
  summary: 'A cluster model has the keys and values that Bayplan knows, and its names lead somewhere.',
  why: 'A preview on a cluster that is not quite the one meant would be wrong without anybody noticing. So nothing is guessed: there is no preview until the model is right.',
  source: ['https://github.com/bayplan/bayplan#the-cluster-model'],
  examples: {
    bad: [
      `version: 1
name: prod
kind: ecs
groups:
  - name: general
    instanceType: m6i.lage
                  ^^^^^^^^ "m6i.lage" is not an instance type that Bayplan knows; did you mean m6i.large
    counts: 3
    ^^^^^^ "counts" is not a key here; did you mean count
overrides:
  general-a-2: { status: DRAINING }
  ^^^^^^^^^^^ "general-a-2" is not a machine of any group; did you mean general-a-1`,
    ],
    good: [
      `version: 1
name: prod
kind: ecs
groups:
  - name: general
    instanceType: m6i.large
    count: 3`,
    ],
  },
  *check({ problems }) {
    for (const { message, span, path } of problems) yield { at: span, message, ...(path !== '' && { path }) }
  },
}
