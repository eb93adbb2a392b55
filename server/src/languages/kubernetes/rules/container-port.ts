import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { known, type Problems, wellFormed } from '../demands.ts'
import { containerWith } from '../examples.ts'
import { child, type Field } from '../field.ts'
import { isPortNumber, portName } from '../grammar/ports.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isMisread, isWritten, numberOf, structsOf, textAt } from '../values.ts'
import { quote } from '../words.ts'

/** A port is a number, and its name is short. */
export const containerPort: Rule<Manifest> = {
  id: 'container-port',
  aliases: ['invalid-target-ports', 'container-ports-check'],
  severity: 'error',
  summary:
    'A port has a `containerPort` of 1 to 65535, a `protocol` of TCP, UDP or SCTP, and a `name` of at most 15 of a-z, 0-9 and `-`, once in the container.',
  why: 'The server refuses other numbers, names and protocols. A name is not needed, but services and probes can use it.',
  source: [podValidation, 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports'],
  examples: {
    bad: [
      containerWith(`      ports:
        - name: http-metrics-port
                ^^^^^^^^^^^^^^^^^ name is "http-metrics-port"; it has 17 characters, the most is 15
          containerPort: 9090
        - name: web
          containerPort: 65536
                         ^^^^^ containerPort is 65536; ports are 1 to 65535
        - name: web
                ^^^ another port of this container is named "web" too
          containerPort: 8080
          hostPort: -1
                    ^^ hostPort is -1; ports are 1 to 65535
          protocol: HTTP
                    ^^^^ protocol is "HTTP"; it is TCP, UDP or SCTP
        - name: "8443"
                ^^^^^^ containerPort is missing
                ^^^^^^ name is "8443"; it has at least one letter`),
    ],
    good: [
      containerWith(
        '      ports:\n        - name: http\n          containerPort: 8080\n        - containerPort: 53\n          protocol: UDP',
      ),
    ],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      const names = new Set<string>()
      for (const port of structsOf(child(field, 'ports'))) {
        yield* nameProblems(doc, port, names)
        yield* numberProblems(doc, child(port, 'containerPort'), true)
        yield* numberProblems(doc, child(port, 'hostPort'), false)
        yield* known(doc, child(port, 'protocol'), 'protocol', ['TCP', 'UDP', 'SCTP'])
      }
    }
  },
}

function* nameProblems(doc: Manifest, port: Field, names: Set<string>): Problems {
  const field = child(port, 'name')
  yield* wellFormed(doc, field, 'name', portName)
  const name = textAt(port, 'name')
  if (!name || portName(name) !== undefined) return
  if (names.has(name)) yield doc.problem(field, `another port of this container is named ${quote(name)} too`)
  names.add(name)
}

function* numberProblems(doc: Manifest, field: Field, needed: boolean): Problems {
  const number = numberOf(field) ?? 0
  if (number === 0) {
    if (needed && !isMisread(doc, field))
      yield doc.problem(field, isWritten(doc, field) ? `${field.step} is 0; ports are 1 to 65535` : `${field.step} is missing`)
  } else if (!isPortNumber(number)) yield doc.problem(field, `${field.step} is ${number}; ports are 1 to 65535`)
}
