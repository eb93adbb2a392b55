import type { Rule } from '../../../rules/rule.ts'
import { containersIn } from '../containers.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isTrue, numberOf, structsOf } from '../values.ts'

/** In the network of the node, a port of the container is one of the node. */
export const hostNetworkPort: Rule<Manifest> = {
  id: 'host-network-port',
  severity: 'error',
  summary: 'With `hostNetwork: true` a `hostPort` is the same as its `containerPort`, or left out.',
  why: 'There is one network, so nothing can be mapped; the server refuses different numbers.',
  source: [podValidation],
  examples: {
    bad: [
      specWith(`      ports:
        - containerPort: 80
          hostPort: 8080
                    ^^^^ hostPort is 8080; with hostNetwork it is the containerPort, 80
  hostNetwork: true`),
    ],
    good: [specWith('      ports:\n        - containerPort: 80\n        - containerPort: 81\n          hostPort: 81\n  hostNetwork: true')],
  },
  *check(doc) {
    if (doc.pod === undefined || !isTrue(child(doc.pod.spec, 'hostNetwork'))) return
    for (const { field } of containersIn(doc, 'containers')) {
      for (const port of structsOf(child(field, 'ports'))) {
        const hostPort = numberOf(child(port, 'hostPort')) ?? 0
        const containerPort = numberOf(child(port, 'containerPort')) ?? 0
        if (hostPort !== 0 && hostPort !== containerPort)
          yield doc.problem(child(port, 'hostPort'), `hostPort is ${hostPort}; with hostNetwork it is the containerPort, ${containerPort}`)
      }
    }
  },
}
