import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { containerWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podWarnings } from '../server-source.ts'
import { numberOf, structsOf, textAt } from '../values.ts'

/** An address of the node is for a port of the node. */
export const hostIpWithoutPort: Rule<Manifest> = {
  id: 'host-ip-without-port',
  severity: 'warning',
  summary: 'A port with `hostIP` has a `hostPort`.',
  why: 'Without it the address has no effect; the server accepts it with a warning.',
  source: [podWarnings],
  examples: {
    bad: [
      containerWith(`      ports:
        - containerPort: 80
          hostIP: 127.0.0.1
          ^^^^^^ hostIP is set without hostPort; it has no effect`),
    ],
    good: [containerWith('      ports:\n        - containerPort: 80\n          hostPort: 8080\n          hostIP: 127.0.0.1')],
  },
  *check(doc) {
    for (const { field } of containersOf(doc))
      for (const port of structsOf(child(field, 'ports')))
        if (textAt(port, 'hostIP') && !numberOf(child(port, 'hostPort')))
          yield doc.problem(child(port, 'hostIP'), 'hostIP is set without hostPort; it has no effect', { onKey: true })
  },
}
