import type { Rule } from '../../../rules/rule.ts'
import { containersIn, type PodContainer } from '../containers.ts'
import type { Problems } from '../demands.ts'
import { podWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { numberOf, structsOf, textAt } from '../values.ts'

/** Two containers of one pod cannot have one port of the node. */
export const hostPortUnique: Rule<Manifest> = {
  id: 'host-port-unique',
  severity: 'error',
  summary: 'The containers of a pod ask for different ports of the node: no two with the same `hostPort`, `protocol` and `hostIP`.',
  why: 'The server refuses the second. Init containers are looked at one by one, since they run one after the other.',
  source: [podValidation],
  examples: {
    bad: [
      podWith(`  containers:
    - name: web
      image: nginx:1.27
      ports:
        - containerPort: 80
          hostPort: 8080
    - name: admin
      image: nginx:1.27
      ports:
        - containerPort: 81
          hostPort: 8080
                    ^^^^ hostPort is 8080; another TCP port of this pod has it already`),
    ],
    good: [
      podWith(`  containers:
    - name: dns
      image: coredns/coredns:1.12.0
      ports:
        - containerPort: 53
          hostPort: 53
          protocol: UDP
        - containerPort: 53
          hostPort: 53
          protocol: TCP`),
    ],
  },
  *check(doc) {
    yield* collisions(doc, containersIn(doc, 'containers'))
    // Of each init container the server makes a list of one, and names it as the first.
    for (const container of containersIn(doc, 'initContainers')) yield* collisions(doc, [container])
  },
}

function* collisions(doc: Manifest, containers: readonly PodContainer[]): Problems {
  const taken = new Set<string>()
  for (const { field, list, index } of containers) {
    for (const port of structsOf(child(field, 'ports'))) {
      const hostPort = child(port, 'hostPort')
      const number = numberOf(hostPort) ?? 0
      if (number === 0) continue
      const protocol = textAt(port, 'protocol') || 'TCP'
      const key = `${protocol}/${textAt(port, 'hostIP')}/${number}`
      if (taken.has(key)) {
        const path = doc.problem(hostPort, '').path ?? ''
        yield doc.problem(hostPort, `hostPort is ${number}; another ${protocol} port of this pod has it already`, {
          path: list === 'containers' ? path : path.replace(`initContainers[${index}]`, 'initContainers[0]'),
        })
      }
      taken.add(key)
    }
  }
}
