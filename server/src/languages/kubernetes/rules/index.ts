import type { Rule } from '../../../rules/rule.ts'
import type { Manifest } from '../manifest.ts'
import { azureVolume } from './azure-volume.ts'
import { claimTemplate } from './claim-template.ts'
import { claimVolume } from './claim-volume.ts'
import { configVolume } from './config-volume.ts'
import { cronJobSpec } from './cron-job-spec.ts'
import { cronSchedule } from './cron-schedule.ts'
import { cronTimeZone } from './cron-time-zone.ts'
import { csiVolume } from './csi-volume.ts'
import { daemonSetStrategy } from './daemon-set-strategy.ts'
import { deploymentStrategy } from './deployment-strategy.ts'
import { downwardVolume } from './downward-volume.ts'
import { duplicateEnvVar } from './duplicate-env-var.ts'
import { emptyDirVolume } from './empty-dir-volume.ts'
import { ephemeralClaimReused } from './ephemeral-claim-reused.ts'
import { ephemeralVolume } from './ephemeral-volume.ts'
import { fcVolume } from './fc-volume.ts'
import { hostPathVolume } from './host-path-volume.ts'
import { imageVolume } from './image-volume.ts'
import { iscsiVolume } from './iscsi-volume.ts'
import { jobCompletionMode } from './job-completion-mode.ts'
import { jobLabels } from './job-labels.ts'
import { jobManyIndexes } from './job-many-indexes.ts'
import { jobSelector } from './job-selector.ts'
import { jobSpec } from './job-spec.ts'
import { jobSuccessPolicy } from './job-success-policy.ts'
import { managedFields } from './managed-fields.ts'
import { nameInHostName } from './name-in-host-name.ts'
import { negativeCount } from './negative-count.ts'
import { nfsVolume } from './nfs-volume.ts'
import { objectAnnotations } from './object-annotations.ts'
import { objectFinalizers } from './object-finalizers.ts'
import { objectLabels } from './object-labels.ts'
import { objectName } from './object-name.ts'
import { objectNamespace } from './object-namespace.ts'
import { ownerReferences } from './owner-references.ts'
import { podAnnotations } from './pod-annotations.ts'
import { podFailurePolicy } from './pod-failure-policy.ts'
import { progressDeadline } from './progress-deadline.ts'
import { projectedVolume } from './projected-volume.ts'
import { replicationControllerTemplate } from './replication-controller-template.ts'
import { selectorMatchesTemplate } from './selector-matches-template.ts'
import { statefulSetSpec } from './stateful-set-spec.ts'
import { statefulSetStrategy } from './stateful-set-strategy.ts'
import { volumeName } from './volume-name.ts'
import { volumeNameUnique } from './volume-name-unique.ts'
import { volumeSourceFields } from './volume-source-fields.ts'
import { volumeType } from './volume-type.ts'
import { workloadActiveDeadline } from './workload-active-deadline.ts'
import { workloadRestartPolicy } from './workload-restart-policy.ts'
import { workloadSelector } from './workload-selector.ts'

/** Every rule about objects of the kinds we know, in alphabetical order. */
export const kubernetesRules: readonly Rule<Manifest>[] = [
  azureVolume,
  claimTemplate,
  claimVolume,
  configVolume,
  cronJobSpec,
  cronSchedule,
  cronTimeZone,
  csiVolume,
  daemonSetStrategy,
  deploymentStrategy,
  downwardVolume,
  duplicateEnvVar,
  emptyDirVolume,
  ephemeralClaimReused,
  ephemeralVolume,
  fcVolume,
  hostPathVolume,
  imageVolume,
  iscsiVolume,
  jobCompletionMode,
  jobLabels,
  jobManyIndexes,
  jobSelector,
  jobSpec,
  jobSuccessPolicy,
  managedFields,
  nameInHostName,
  negativeCount,
  nfsVolume,
  objectAnnotations,
  objectFinalizers,
  objectLabels,
  objectName,
  objectNamespace,
  ownerReferences,
  podAnnotations,
  podFailurePolicy,
  progressDeadline,
  projectedVolume,
  replicationControllerTemplate,
  selectorMatchesTemplate,
  statefulSetSpec,
  statefulSetStrategy,
  volumeName,
  volumeNameUnique,
  volumeSourceFields,
  volumeType,
  workloadActiveDeadline,
  workloadRestartPolicy,
  workloadSelector,
]

/** What the server holds every object to, and says only where the rules of the kind have found nothing; in alphabetical order. */
export const objectMetadataRules: readonly Rule<Manifest>[] = []
