import { labelSelector, metadata } from './meta-shapes.ts'
import { pod } from './pod-shapes.ts'
import type { Shape } from './shape.ts'
import { claimSpec } from './volume-shapes.ts'

const template = pod
const rolling: Shape = { of: { rollingUpdate: { keeps: 'maxUnavailable maxSurge partition' } } }

const jobSpec: Shape = {
  keeps:
    'parallelism completions activeDeadlineSeconds backoffLimit backoffLimitPerIndex maxFailedIndexes manualSelector ' +
    'ttlSecondsAfterFinished completionMode suspend podReplacementPolicy managedBy',
  always: { template: {} },
  of: {
    podFailurePolicy: {
      always: { rules: null },
      of: {
        rules: {
          always: { action: '' },
          of: {
            onExitCodes: { keeps: 'containerName', always: { operator: '', values: null }, numbers: 'values' },
            onPodConditions: { always: { type: '' } },
          },
        },
      },
    },
    successPolicy: { always: { rules: null }, of: { rules: { keeps: 'succeededIndexes succeededCount' } } },
    selector: labelSelector,
    template,
  },
}

const claim: Shape = object(claimSpec)

/** The types of the kinds whose objects are completed. */
export const shapes = {
  Pod: pod,
  PodTemplate: { always: { metadata: {}, template: {} }, of: { metadata, template } },
  ReplicationController: object({ keeps: 'replicas', maps: 'selector', of: { template } }),
  Deployment: object({
    keeps: 'replicas revisionHistoryLimit progressDeadlineSeconds',
    always: { selector: null, template: {}, strategy: {} },
    of: { selector: labelSelector, template, strategy: rolling },
  }),
  StatefulSet: object({
    keeps: 'replicas revisionHistoryLimit',
    always: { selector: null, template: {}, serviceName: '', updateStrategy: {} },
    of: {
      selector: labelSelector,
      template,
      volumeClaimTemplates: claim,
      updateStrategy: rolling,
      ordinals: { always: { start: 0 } },
    },
  }),
  DaemonSet: object({
    keeps: 'revisionHistoryLimit',
    always: { selector: null, template: {}, updateStrategy: {} },
    of: { selector: labelSelector, template, updateStrategy: rolling },
  }),
  ReplicaSet: object({ keeps: 'replicas', always: { selector: null, template: {} }, of: { selector: labelSelector, template } }),
  Job: object(jobSpec),
  CronJob: object({
    keeps: 'timeZone startingDeadlineSeconds suspend successfulJobsHistoryLimit failedJobsHistoryLimit',
    always: { schedule: '', jobTemplate: {} },
    of: { jobTemplate: object(jobSpec) },
  }),
} as const satisfies Readonly<Record<string, Shape>>

function object(spec: Shape): Shape {
  return { always: { metadata: {}, spec: {} }, of: { metadata, spec } }
}
