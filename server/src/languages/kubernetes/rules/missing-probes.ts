import type { Rule } from '../../../rules/rule.ts'
import { containersIn, type PodContainer } from '../containers.ts'
import { containerWith } from '../examples.ts'
import { below, child, isSet, itemsOf } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { isGiven } from '../security.ts'
import { numberOf } from '../values.ts'
import { jobSpecOf } from '../workload.ts'

const source = ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/']

function missing(id: string, name: string, aliases: readonly string[], why: string): Rule<Manifest> {
  return {
    id,
    aliases,
    severity: 'off',
    summary: `A container that runs for good has a \`${name}\`.`,
    why,
    source,
    examples: {
      bad: [containerWith('      stdin: true').replace('      image', `            ^^^ container "web" has no ${name}\n      image`)],
      good: [containerWith(`      ${name}:\n        tcpSocket: {port: 80}`)],
    },
    *check(doc) {
      for (const { field, label } of serving(doc)) {
        if (!isGiven(doc, child(field, name))) yield doc.problem(child(field, 'name'), `${label} has no ${name}`)
      }
    },
  }
}

/** Containers that run for good: none of a Job. */
function serving(doc: Manifest): readonly PodContainer[] {
  return jobSpecOf(doc) === undefined ? containersIn(doc, 'containers') : []
}

/** Who is to be started anew. */
export const noLivenessProbe: Rule<Manifest> = missing(
  'no-liveness-probe',
  'livenessProbe',
  ['pod-probes', 'livenessProbeMissing', 'CKV_K8S_8'],
  'A process that hangs is not started anew unless a probe tells. One that asks the same as the readiness probe may make things worse, so think about what it asks.',
)

/** Who gets requests. */
export const noReadinessProbe: Rule<Manifest> = missing(
  'no-readiness-probe',
  'readinessProbe',
  ['readinessProbeMissing', 'CKV_K8S_9'],
  'Without it a pod gets requests from the moment its process has started, also while it still loads.',
)

/** A restart does not help who waits for somebody else. */
export const identicalProbes: Rule<Manifest> = {
  id: 'identical-probes',
  aliases: ['pod-probes-identical'],
  severity: 'off',
  summary: 'The liveness probe asks something else, or more patiently, than the readiness probe.',
  why: 'If both are the same, a pod that only is not ready for a while is also started anew, which takes longer still.',
  source,
  examples: {
    bad: [
      containerWith(`      readinessProbe:
        httpGet: {path: /up, port: 80}
      livenessProbe:
      ^^^^^^^^^^^^^ livenessProbe of container "web" is the same as its readinessProbe
        httpGet: {path: /up, port: 80}`),
    ],
    good: [
      containerWith(`      readinessProbe:
        httpGet: {path: /up, port: 80}
      livenessProbe:
        failureThreshold: 10
        httpGet: {path: /up, port: 80}`),
    ],
  },
  *check(doc) {
    for (const { field, label } of serving(doc)) {
      const [live, ready] = [child(field, 'livenessProbe'), child(field, 'readinessProbe')]
      if (!isSet(live) || JSON.stringify(sorted(live.value)) !== JSON.stringify(sorted(ready.value))) continue
      yield doc.problem(live, `livenessProbe of ${label} is the same as its readinessProbe`, { onKey: true })
    }
  },
}

/** Ports that probes ask and the container does not name. */
export const probePortUnlisted: Rule<Manifest> = {
  id: 'probe-port-unlisted',
  aliases: ['liveness-port', 'readiness-port', 'startup-port'],
  severity: 'off',
  summary: 'A probe asks a port that the container lists.',
  why: 'Ports need not be listed to be open, but a probe of another port is often a mistake in one of the two.',
  source,
  examples: {
    bad: [
      containerWith(`      ports:
        - containerPort: 8080
      livenessProbe:
        tcpSocket: {port: 80}
                          ^^ livenessProbe asks port 80, which container "web" does not list`),
    ],
    good: [containerWith('      ports:\n        - containerPort: 80\n      livenessProbe:\n        tcpSocket: {port: 80}')],
  },
  *check(doc) {
    for (const { field, label } of containersIn(doc, 'containers')) {
      const listed = itemsOf(child(field, 'ports')).map((port) => numberOf(child(port, 'containerPort')))
      for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
        for (const action of ['httpGet', 'tcpSocket', 'grpc']) {
          const port = below(field, probe, action, 'port')
          const number = numberOf(port)
          if (number === undefined || listed.includes(number)) continue
          yield doc.problem(port, `${probe} asks port ${number}, which ${label} does not list`)
        }
      }
    }
  },
}

/** The same value with its keys in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  )
}
