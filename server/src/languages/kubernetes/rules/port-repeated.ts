import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import type { Problems } from '../demands.ts'
import { podWith } from '../examples.ts'
import { child, type Field } from '../field.ts'
import { portName } from '../grammar/ports.ts'
import type { Manifest } from '../manifest.ts'
import { podWarnings } from '../server-source.ts'
import { numberOf, structsOf, textAt } from '../values.ts'
import { quote } from '../words.ts'

/** The containers of a pod share one network. */
export const portRepeated: Rule<Manifest> = {
  id: 'port-repeated',
  severity: 'warning',
  summary: 'The containers of a pod list each port once, and no two ports of them have one name.',
  why: 'The server accepts it with a warning. Two containers cannot both listen on a port of the one network they share, and who asks for a port by a name that occurs twice gets the first.',
  source: [podWarnings],
  examples: {
    bad: [
      podWith(`  containers:
    - name: web
      image: nginx:1.27
      ports:
        - name: http
          containerPort: 80
    - name: admin
      image: nginx:1.27
      ports:
        - name: http
                ^^^^ a port of container "web" is named "http" too; the first of that name counts
          containerPort: 81
        - containerPort: 80
                         ^^ TCP port 80 is listed by container "web" already`),
    ],
    good: [
      podWith(
        '  containers:\n    - name: dns\n      image: coredns/coredns:1.12.0\n      ports:\n        - containerPort: 53\n          protocol: UDP\n        - containerPort: 53\n          protocol: TCP',
      ),
    ],
  },
  *check(doc) {
    const ports = new Map<string, string>()
    const names = new Map<string, string>()
    for (const { field, label, list, sidecar } of containersOf(doc)) {
      // Init containers are gone when the others listen.
      if (list !== 'containers' && !sidecar) continue
      for (const port of structsOf(child(field, 'ports'))) {
        yield* repeatedNumber(doc, port, label, ports)
        yield* repeatedName(doc, port, label, names)
      }
    }
  },
}

function* repeatedNumber(doc: Manifest, port: Field, label: string, seen: Map<string, string>): Problems {
  const number = numberOf(child(port, 'containerPort')) ?? 0
  const protocol = textAt(port, 'protocol') || 'TCP'
  // One port can be that of several ports or addresses of the node.
  const key = [number, protocol, numberOf(child(port, 'hostPort')) ?? 0, textAt(port, 'hostIP')].join('/')
  const other = seen.get(key)
  if (number === 0) return
  if (other === undefined) seen.set(key, label)
  else if (numberOf(child(port, 'hostPort')) === undefined || numberOf(child(port, 'hostPort')) === 0)
    yield doc.problem(child(port, 'containerPort'), `${protocol} port ${number} is listed by ${other} already`)
}

function* repeatedName(doc: Manifest, port: Field, label: string, seen: Map<string, string>): Problems {
  const name = textAt(port, 'name')
  if (!name || portName(name) !== undefined) return
  const other = seen.get(name)
  if (other === undefined) seen.set(name, label)
  else if (other !== label)
    yield doc.problem(child(port, 'name'), `a port of ${other} is named ${quote(name)} too; the first of that name counts`)
}
