import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { named } from '../demands.ts'
import { podWith } from '../examples.ts'
import { child } from '../field.ts'
import { dnsLabel } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'

/** A container has a name that logs and probes can say. */
export const containerName: Rule<Manifest> = {
  id: 'container-name',
  severity: 'error',
  summary: 'A container has a `name` that is a DNS label: at most 63 of a-z, 0-9 and `-`.',
  why: 'The server refuses other names: upper case, dots and underscores are the usual mistakes.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names'],
  examples: {
    bad: [
      podWith(`  containers:
    - name: Web_1
            ^^^^^ name is "Web_1"; it takes a-z, 0-9 and "-", and begins and ends with a letter or digit
      image: nginx:1.27
    - image: redis:7.4
      ^^^^^ name is missing`),
    ],
    good: [podWith('  containers:\n    - name: web-1\n      image: nginx:1.27')],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) yield* named(doc, child(field, 'name'), 'name', dnsLabel)
  },
}
