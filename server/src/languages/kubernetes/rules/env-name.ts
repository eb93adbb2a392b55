import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { named, wellFormed } from '../demands.ts'
import { containerWith } from '../examples.ts'
import { child } from '../field.ts'
import { envName as envNameGrammar } from '../grammar/keys.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { structsOf } from '../values.ts'

/** A variable has a name that does not end before its value begins. */
export const envName: Rule<Manifest> = {
  id: 'env-name',
  severity: 'error',
  summary: 'An environment variable has a `name` of printable ASCII without `=`; the same goes for `prefix` in `envFrom`.',
  why: 'The server refuses other names. Names with blanks or dots are accepted, but shells cannot use them.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/'],
  examples: {
    bad: [
      containerWith(`      env:
        - name: STAGE=live
                ^^^^^^^^^^ name is "STAGE=live"; it takes printable ASCII characters other than "="
        - value: "1"
          ^^^^^ name is missing
      envFrom:
        - prefix: "A="
                  ^^^^ prefix is "A="; it takes printable ASCII characters other than "="
          configMapRef:
            name: settings`),
    ],
    good: [containerWith('      env:\n        - name: STAGE\n          value: live')],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      for (const variable of structsOf(child(field, 'env'))) yield* named(doc, child(variable, 'name'), 'name', envNameGrammar)
      for (const source of structsOf(child(field, 'envFrom'))) yield* wellFormed(doc, child(source, 'prefix'), 'prefix', envNameGrammar)
    }
  },
}
