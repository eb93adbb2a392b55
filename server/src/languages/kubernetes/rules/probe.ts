import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import type { Problems } from '../demands.ts'
import { containerWith } from '../examples.ts'
import { child, type Field, isSet } from '../field.ts'
import { handlerProblems, probeHandlers } from '../handlers.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { numberOf } from '../values.ts'

const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const
const counts = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold']

/** A probe asks one question, and counts answers in numbers that make sense. */
export const probe: Rule<Manifest> = {
  id: 'probe',
  severity: 'error',
  summary: 'A probe has one of exec, httpGet, tcpSocket and grpc, complete, and no negative number; liveness and startup need one success.',
  why: 'The server refuses a probe without a question and one with two. A number in quotes is the name of a port, and a name has a letter. `terminationGracePeriodSeconds` is at least 1, and nothing for readiness, which ends no container.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  examples: {
    bad: [
      containerWith(`      livenessProbe:
        httpGet:
          path: /healthz
          port: "8080"
                ^^^^^^ port is the name "8080"; a number stands without quotes
          scheme: http
                  ^^^^ scheme is "http"; it is HTTP or HTTPS; did you mean HTTP
          httpHeaders:
            - name: X_Probe
                    ^^^^^^^ header is "X_Probe"; it takes letters, digits and "-"
              value: "1"
        tcpSocket:
        ^^^^^^^^^ tcpSocket stands beside httpGet; livenessProbe has one of them
          port: 8080
        successThreshold: 2
                          ^ successThreshold is 2; for livenessProbe it is 1
      readinessProbe:
      ^^^^^^^^^^^^^^ readinessProbe does nothing; it has one of exec, httpGet, tcpSocket, grpc
        periodSeconds: -1
                       ^^ periodSeconds is -1; the least is 0
        terminationGracePeriodSeconds: 30
                                       ^^ terminationGracePeriodSeconds is for liveness and startup; readiness ends no container
      startupProbe:
        exec:
          command: []
          ^^^^^^^ command is missing; it has at least one word
        terminationGracePeriodSeconds: 0
                                       ^ terminationGracePeriodSeconds is 0; the least is 1`),
    ],
    good: [
      containerWith(`      livenessProbe:
        httpGet:
          path: /healthz
          port: 8080
      readinessProbe:
        grpc:
          port: 9000
        successThreshold: 2
      startupProbe:
        tcpSocket:
          port: http`),
    ],
  },
  *check(doc) {
    for (const { field, list, sidecar } of containersOf(doc)) {
      if (list !== 'containers' && !sidecar) continue
      for (const key of probes) {
        const one = child(field, key)
        if (!isSet(one)) continue
        yield* handlerProblems(doc, one, probeHandlers)
        yield* countProblems(doc, one)
        yield* graceProblems(doc, one)
      }
    }
  },
}

function* countProblems(doc: Manifest, probe: Field): Problems {
  for (const key of counts) {
    const count = numberOf(child(probe, key)) ?? 0
    const once = key === 'successThreshold' && probe.step !== 'readinessProbe'
    // What is 0 is filled in by the server.
    if (once ? count !== 0 && count !== 1 : count < 0)
      yield doc.problem(child(probe, key), `${key} is ${count}; ${once ? `for ${probe.step} it is 1` : 'the least is 0'}`)
  }
}

function* graceProblems(doc: Manifest, probe: Field): Problems {
  const grace = child(probe, 'terminationGracePeriodSeconds')
  const seconds = numberOf(grace)
  if (seconds === undefined) return
  if (probe.step === 'readinessProbe')
    yield doc.problem(grace, 'terminationGracePeriodSeconds is for liveness and startup; readiness ends no container')
  else if (seconds <= 0) yield doc.problem(grace, `terminationGracePeriodSeconds is ${seconds}; the least is 1`)
}
