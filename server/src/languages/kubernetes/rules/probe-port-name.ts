import type { Rule } from '../../../rules/rule.ts'
import { nearest } from '../../../text/nearest.ts'
import { containersOf } from '../containers.ts'
import { containerWith } from '../examples.ts'
import { below, child, type Field } from '../field.ts'
import { setField } from '../fix.ts'
import { portName } from '../grammar/ports.ts'
import type { Manifest } from '../manifest.ts'
import { structsOf, textAt, textOf } from '../values.ts'
import { meant, quote } from '../words.ts'

const holders = [['livenessProbe'], ['readinessProbe'], ['startupProbe'], ['lifecycle', 'postStart'], ['lifecycle', 'preStop']]

/** A name that no port has leads nowhere. */
export const probePortName: Rule<Manifest> = {
  id: 'probe-port-name',
  severity: 'warning',
  summary: 'The port that a probe or hook names is a port of its container.',
  why: 'The server does not look; the kubelet cannot find the port, the probe fails every time, and the container is restarted or never ready. Ports of other containers do not count.',
  source: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#use-a-named-port'],
  examples: {
    bad: [
      containerWith(`      ports:
        - name: http
          containerPort: 8080
      livenessProbe:
        httpGet:
          path: /healthz
          port: htpt
                ^^^^ container "web" has no port named "htpt"; did you mean http
      readinessProbe:
        tcpSocket:
          port: metrics
                ^^^^^^^ container "web" has no port named "metrics"`),
    ],
    good: [
      containerWith(
        '      ports:\n        - name: http\n          containerPort: 8080\n      livenessProbe:\n        httpGet:\n          path: /healthz\n          port: http',
      ),
    ],
  },
  *check(doc) {
    for (const { field, label } of containersOf(doc)) {
      const names = portNames(field)
      if (names === undefined) continue
      for (const steps of holders)
        for (const kind of ['httpGet', 'tcpSocket']) {
          const port = below(field, ...steps, kind, 'port')
          const name = textOf(port)
          if (!name || portName(name) !== undefined || names.includes(name)) continue
          const right = nearest(name, names)
          yield doc.problem(port, `${label} has no port named ${quote(name)}${meant(name, names)}`, {
            fixes: right === undefined ? [] : setField(doc, port, right),
          })
        }
    }
  },
}

/** The names of the ports of a container; undefined while one cannot be told. */
function portNames(container: Field): readonly string[] | undefined {
  const names: string[] = []
  for (const port of structsOf(child(container, 'ports'))) {
    const name = textAt(port, 'name')
    if (name === undefined) return undefined
    if (name !== '') names.push(name)
  }
  return names
}
