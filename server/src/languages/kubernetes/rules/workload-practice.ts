import type { Rule } from '../../../rules/rule.ts'
import { below, child, isSet } from '../field.ts'
import type { Kind, Manifest } from '../manifest.ts'
import { isGiven } from '../security.ts'
import { isFilled, numberOf } from '../values.ts'
import { jobSpecOf, specOf } from '../workload.ts'
import { cronJob, job, podNamed, workload } from '../workload-examples.ts'

const copied: ReadonlySet<Kind> = new Set<Kind>(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'])

/** One pod is none while it moves. */
export const fewReplicas: Rule<Manifest> = {
  id: 'few-replicas',
  aliases: ['minimum-three-replicas', 'deployment-replicas', 'deploymentMissingReplicas'],
  severity: 'off',
  summary: 'A workload has at least two replicas.',
  why: 'With one, nobody answers while a node is drained or a pod starts anew. Where an autoscaler sets the number, leave `replicas` out and this rule off.',
  source: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/'],
  examples: {
    bad: [workload({ spec: '  replicas: 1\n            ^ there is 1 replica; nobody answers while it moves' })],
    good: [workload({ spec: '  replicas: 2' }), workload({ spec: '  replicas: 0' })],
  },
  *check(doc) {
    const replicas = child(specOf(doc), 'replicas')
    if (copied.has(doc.kind) && numberOf(replicas) === 1) yield doc.problem(replicas, 'there is 1 replica; nobody answers while it moves')
  },
}

/** Copies on one node go with it. */
export const noAntiAffinity: Rule<Manifest> = {
  id: 'no-anti-affinity',
  aliases: [
    'deployment-has-host-podantiaffinity',
    'statefulset-has-host-podantiaffinity',
    'pod-topology-spread-constraints',
    'topologySpreadConstraint',
  ],
  severity: 'off',
  summary: 'Replicas keep apart: by anti-affinity or topology spread.',
  why: 'The scheduler spreads copies where it can, but promises nothing. If all of them are on one node, they go with it.',
  source: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
  examples: {
    bad: [
      workload({
        spec: '  replicas: 3\n            ^ nothing keeps the 3 replicas on different nodes; there is neither anti-affinity nor topology spread',
      }),
    ],
    good: [
      workload({
        spec: '  replicas: 3',
        pod: '      topologySpreadConstraints:\n        - {maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}',
      }),
      workload({ spec: '  replicas: 1' }),
    ],
  },
  *check(doc) {
    const replicas = child(specOf(doc), 'replicas')
    const count = numberOf(replicas) ?? 1
    if (!copied.has(doc.kind) || count < 2 || doc.pod === undefined) return
    if (isFilled(child(doc.pod.spec, 'topologySpreadConstraints')) || isSet(below(doc.pod.spec, 'affinity', 'podAntiAffinity'))) return
    yield doc.problem(
      replicas,
      `nothing keeps the ${count} replicas on different nodes; there is neither anti-affinity nor topology spread`,
    )
  },
}

/** All pods stop before the first new one starts. */
export const noRollingUpdateStrategy: Rule<Manifest> = {
  id: 'no-rolling-update-strategy',
  severity: 'off',
  summary: 'A Deployment replaces its pods one after the other.',
  why: 'With `Recreate` nobody answers between the last old pod and the first new one. It is right where two versions must not run at once.',
  source: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy'],
  examples: {
    bad: [
      workload({
        spec: '  strategy: {type: Recreate}\n                   ^^^^^^^^ strategy is Recreate; nobody answers while pods are replaced',
      }),
    ],
    good: [workload({})],
  },
  *check(doc) {
    const type = below(specOf(doc), 'strategy', 'type')
    if (doc.kind === 'Deployment' && type.value === 'Recreate')
      yield doc.problem(type, 'strategy is Recreate; nobody answers while pods are replaced')
  },
}

/** A pod of nobody is not started anew elsewhere. */
export const nakedPod: Rule<Manifest> = {
  id: 'naked-pod',
  aliases: ['nakedPod'],
  severity: 'off',
  summary: 'Pods are made by a controller, not written by hand.',
  why: 'When the node of a bare pod goes, nobody makes another one. A Deployment does, and a Job for what ends.',
  source: ['https://kubernetes.io/docs/concepts/workloads/controllers/'],
  examples: {
    bad: [
      podNamed('  name: web').replace(
        'kind: Pod',
        'kind: Pod\n      ^^^ nobody makes another one when this pod goes; a Deployment or Job does',
      ),
    ],
    good: [workload({})],
  },
  *check(doc) {
    if (doc.kind !== 'Pod' || isFilled(below(doc.object, 'metadata', 'ownerReferences'))) return
    yield doc.problem(child(doc.object, 'kind'), 'nobody makes another one when this pod goes; a Deployment or Job does')
  },
}

/** Jobs that have ended stay until somebody takes them away. */
export const jobTtlSecondsAfterFinished: Rule<Manifest> = {
  id: 'job-ttl-seconds-after-finished',
  severity: 'off',
  summary: 'A Job says after how long it is taken away (`ttlSecondsAfterFinished`).',
  why: 'A finished Job and its pods stay for ever otherwise, unless a CronJob made it, which keeps a few and takes the rest away.',
  source: ['https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/'],
  examples: {
    bad: [job('').replace('spec:\n', 'spec:\n^^^^ the Job stays when it has finished; ttlSecondsAfterFinished is not set\n')],
    good: [job('  ttlSecondsAfterFinished: 3600'), cronJob('  schedule: "@daily"')],
  },
  *check(doc) {
    const spec = doc.kind === 'Job' ? jobSpecOf(doc) : undefined
    const ttl = spec && child(spec, 'ttlSecondsAfterFinished')
    if (ttl !== undefined && !isGiven(doc, ttl))
      yield doc.problem(ttl, 'the Job stays when it has finished; ttlSecondsAfterFinished is not set')
  },
}

/** A run that could not start is not started hours later. */
export const cronJobDeadline: Rule<Manifest> = {
  id: 'cron-job-deadline',
  aliases: ['cronjob-has-deadline'],
  severity: 'off',
  summary: 'A CronJob says how late a run may start (`startingDeadlineSeconds`).',
  why: 'Without it a missed run starts as soon as it can, however late, and after a hundred missed runs none starts any more.',
  source: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline'],
  examples: {
    bad: [
      cronJob('  schedule: "@daily"').replace(
        'spec:\n',
        'spec:\n^^^^ a missed run may start at any later time; startingDeadlineSeconds is not set\n',
      ),
    ],
    good: [cronJob('  schedule: "@daily"\n  startingDeadlineSeconds: 600')],
  },
  *check(doc) {
    const deadline = child(specOf(doc), 'startingDeadlineSeconds')
    if (doc.kind === 'CronJob' && !isGiven(doc, deadline)) {
      yield doc.problem(deadline, 'a missed run may start at any later time; startingDeadlineSeconds is not set')
    }
  },
}

/** The service that gives the pods their names. */
export const statefulSetServiceName: Rule<Manifest> = {
  id: 'stateful-set-service-name',
  aliases: ['statefulset-has-servicename'],
  severity: 'off',
  summary: 'A StatefulSet names the service of its pods.',
  why: 'Each pod has the host name `<pod>.<service>`; without the service it has none.',
  source: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  examples: {
    bad: [
      workload({ kind: 'StatefulSet' }).replace('spec:\n', 'spec:\n^^^^ serviceName is not set; the pods have no names of their own\n'),
    ],
    good: [workload({ kind: 'StatefulSet', spec: '  serviceName: web' })],
  },
  *check(doc) {
    const name = child(specOf(doc), 'serviceName')
    if (doc.kind === 'StatefulSet' && name.value === '')
      yield doc.problem(name, 'serviceName is not set; the pods have no names of their own')
  },
}
