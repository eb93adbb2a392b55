import type { Rule } from '../../../rules/rule.ts'
import type { Manifest } from '../manifest.ts'
import { appArmorProfile } from './app-armor-profile.ts'
import { azureVolume } from './azure-volume.ts'
import { addedCapability, droppedCapabilities } from './capabilities.ts'
import { claimTemplate } from './claim-template.ts'
import { claimVolume } from './claim-volume.ts'
import { configVolume } from './config-volume.ts'
import { containerImage } from './container-image.ts'
import { containerName } from './container-name.ts'
import { containerNameUnique } from './container-name-unique.ts'
import { containerPolicies } from './container-policies.ts'
import { containerPort } from './container-port.ts'
import {
  envVarSecret,
  lowUserId,
  noReadOnlyRootFs,
  privilegedPorts,
  readSecretFromEnvVar,
  rootGroup,
  sshPort,
} from './container-practice.ts'
import { containerResources } from './container-resources.ts'
import { containerRestart } from './container-restart.ts'
import { containersRequired } from './containers-required.ts'
import { cronJobSpec } from './cron-job-spec.ts'
import { cronSchedule } from './cron-schedule.ts'
import { cronTimeZone } from './cron-time-zone.ts'
import { csiVolume } from './csi-volume.ts'
import { daemonSetStrategy } from './daemon-set-strategy.ts'
import { deploymentStrategy } from './deployment-strategy.ts'
import { deprecatedAnnotation } from './deprecated-annotation.ts'
import { deprecatedNodeLabel } from './deprecated-node-label.ts'
import { deprecatedVolume } from './deprecated-volume.ts'
import { dnsConfig } from './dns-config.ts'
import { downwardVolume } from './downward-volume.ts'
import { duplicateEnvVar } from './duplicate-env-var.ts'
import { emptyDirVolume } from './empty-dir-volume.ts'
import { envFile } from './env-file.ts'
import { envName } from './env-name.ts'
import { envReference } from './env-reference.ts'
import { envSource } from './env-source.ts'
import { ephemeralClaimReused } from './ephemeral-claim-reused.ts'
import { ephemeralContainers } from './ephemeral-containers.ts'
import { ephemeralVolume } from './ephemeral-volume.ts'
import { fcVolume } from './fc-volume.ts'
import { fractionalBytes } from './fractional-bytes.ts'
import { gracePeriod } from './grace-period.ts'
import { hostAlias } from './host-alias.ts'
import { hostAliasRepeated } from './host-alias-repeated.ts'
import { hostIpWithoutPort } from './host-ip-without-port.ts'
import { hostIpc, hostNetwork, hostPath, hostPid, hostPort, probeHost, restrictedVolumeType } from './host-namespaces.ts'
import { hostNetworkDns } from './host-network-dns.ts'
import { hostNetworkPort } from './host-network-port.ts'
import { hostPathVolume } from './host-path-volume.ts'
import { hostPortUnique } from './host-port-unique.ts'
import { hostUsers } from './host-users.ts'
import { imageDigest, latestTag, pullPolicyAlways } from './image-tag.ts'
import { imageVolume } from './image-volume.ts'
import { initContainer } from './init-container.ts'
import { iscsiVolume } from './iscsi-volume.ts'
import { jobCompletionMode } from './job-completion-mode.ts'
import { jobLabels } from './job-labels.ts'
import { jobManyIndexes } from './job-many-indexes.ts'
import { jobSelector } from './job-selector.ts'
import { jobSpec } from './job-spec.ts'
import { jobSuccessPolicy } from './job-success-policy.ts'
import {
  appArmorUnconfined,
  hostProcess,
  procMountInUserNamespace,
  seLinuxOptions,
  unsafeProcMount,
  unsafeSysctls,
} from './kernel-hardening.ts'
import { lifecycle } from './lifecycle.ts'
import { managedFields } from './managed-fields.ts'
import { identicalProbes, noLivenessProbe, noReadinessProbe, probePortUnlisted } from './missing-probes.ts'
import { missingSeccompProfile, seccompUnconfined } from './missing-seccomp-profile.ts'
import { mountPathRepeated } from './mount-path-repeated.ts'
import { nameInHostName } from './name-in-host-name.ts'
import { negativeCount } from './negative-count.ts'
import { nfsVolume } from './nfs-volume.ts'
import { nodeAffinity } from './node-affinity.ts'
import { nodeSelector } from './node-selector.ts'
import { nonRootUser } from './non-root-user.ts'
import { objectAnnotations } from './object-annotations.ts'
import { objectFinalizers } from './object-finalizers.ts'
import { objectLabels } from './object-labels.ts'
import { objectName } from './object-name.ts'
import { objectNamespace } from './object-namespace.ts'
import { ownerReferences } from './owner-references.ts'
import { podAffinity } from './pod-affinity.ts'
import { podAnnotations } from './pod-annotations.ts'
import { podDeadline } from './pod-deadline.ts'
import { podFailurePolicy } from './pod-failure-policy.ts'
import { podGates } from './pod-gates.ts'
import { podHostname } from './pod-hostname.ts'
import { podOs } from './pod-os.ts'
import { podOverhead } from './pod-overhead.ts'
import { podPolicies } from './pod-policies.ts'
import {
  automountServiceAccountToken,
  defaultServiceAccount,
  deprecatedServiceAccountField,
  dnsConfigOptions,
  dockerSock,
  hostAliasesUsed,
  priorityClassName,
  requestsEqualLimits,
  securityContextMissing,
  useNamespace,
  writableHostMount,
} from './pod-practice.ts'
import { podReferences } from './pod-references.ts'
import { podResources } from './pod-resources.ts'
import { portRepeated } from './port-repeated.ts'
import { privilegeEscalation } from './privilege-escalation.ts'
import { privilegeEscalationContainer } from './privilege-escalation-container.ts'
import { privilegedContainer } from './privileged-container.ts'
import { probe } from './probe.ts'
import { probePortName } from './probe-port-name.ts'
import { procMount } from './proc-mount.ts'
import { processNamespace } from './process-namespace.ts'
import { profileAnnotationsAgree } from './profile-annotations-agree.ts'
import { progressDeadline } from './progress-deadline.ts'
import { projectedVolume } from './projected-volume.ts'
import { pullSecret } from './pull-secret.ts'
import { replicationControllerTemplate } from './replication-controller-template.ts'
import { resizePolicy } from './resize-policy.ts'
import { cpuLimit, cpuRequest, ephemeralStorageLimit, memoryLimit, memoryRequest } from './resource-amounts.ts'
import { resourceClaim } from './resource-claim.ts'
import { resourceOfContainer } from './resource-of-container.ts'
import { runAsNonRoot } from './run-as-non-root.ts'
import { runAsRootUser } from './run-as-root-user.ts'
import { seccompProfile } from './seccomp-profile.ts'
import { securityIds } from './security-ids.ts'
import { securityPolicies } from './security-policies.ts'
import { selectorMatchesNothing } from './selector-matches-nothing.ts'
import { selectorMatchesTemplate } from './selector-matches-template.ts'
import { statefulSetSpec } from './stateful-set-spec.ts'
import { statefulSetStrategy } from './stateful-set-strategy.ts'
import { sysctl } from './sysctl.ts'
import { toleration } from './toleration.ts'
import { topologySpread } from './topology-spread.ts'
import { volumeDevice } from './volume-device.ts'
import { volumeFiles } from './volume-files.ts'
import { volumeMount } from './volume-mount.ts'
import { volumeMountOptions } from './volume-mount-options.ts'
import { volumeName } from './volume-name.ts'
import { volumeNameUnique } from './volume-name-unique.ts'
import { volumeSourceFields } from './volume-source-fields.ts'
import { volumeType } from './volume-type.ts'
import { volumeUnused } from './volume-unused.ts'
import { windowsHostProcess } from './windows-host-process.ts'
import { windowsOptions } from './windows-options.ts'
import { workloadActiveDeadline } from './workload-active-deadline.ts'
import {
  cronJobDeadline,
  fewReplicas,
  jobTtlSecondsAfterFinished,
  nakedPod,
  noAntiAffinity,
  noRollingUpdateStrategy,
  statefulSetServiceName,
} from './workload-practice.ts'
import { workloadRestartPolicy } from './workload-restart-policy.ts'
import { workloadSelector } from './workload-selector.ts'

/** Every rule about objects of the kinds we know, in alphabetical order. */
export const kubernetesRules: readonly Rule<Manifest>[] = [
  addedCapability,
  appArmorProfile,
  appArmorUnconfined,
  automountServiceAccountToken,
  azureVolume,
  claimTemplate,
  claimVolume,
  configVolume,
  containerImage,
  containerName,
  containerNameUnique,
  containerPolicies,
  containerPort,
  containerResources,
  containerRestart,
  containersRequired,
  cpuLimit,
  cpuRequest,
  cronJobDeadline,
  cronJobSpec,
  cronSchedule,
  cronTimeZone,
  csiVolume,
  daemonSetStrategy,
  defaultServiceAccount,
  deploymentStrategy,
  deprecatedAnnotation,
  deprecatedNodeLabel,
  deprecatedServiceAccountField,
  deprecatedVolume,
  dnsConfig,
  dnsConfigOptions,
  dockerSock,
  downwardVolume,
  droppedCapabilities,
  duplicateEnvVar,
  emptyDirVolume,
  envFile,
  envName,
  envReference,
  envSource,
  envVarSecret,
  ephemeralClaimReused,
  ephemeralContainers,
  ephemeralStorageLimit,
  ephemeralVolume,
  fcVolume,
  fewReplicas,
  fractionalBytes,
  gracePeriod,
  hostAlias,
  hostAliasRepeated,
  hostAliasesUsed,
  hostIpWithoutPort,
  hostIpc,
  hostNetwork,
  hostNetworkDns,
  hostNetworkPort,
  hostPath,
  hostPathVolume,
  hostPid,
  hostPort,
  hostPortUnique,
  hostProcess,
  hostUsers,
  identicalProbes,
  imageDigest,
  imageVolume,
  initContainer,
  iscsiVolume,
  jobCompletionMode,
  jobLabels,
  jobManyIndexes,
  jobSelector,
  jobSpec,
  jobSuccessPolicy,
  jobTtlSecondsAfterFinished,
  latestTag,
  lifecycle,
  lowUserId,
  managedFields,
  memoryLimit,
  memoryRequest,
  missingSeccompProfile,
  mountPathRepeated,
  nakedPod,
  nameInHostName,
  negativeCount,
  nfsVolume,
  noAntiAffinity,
  noLivenessProbe,
  noReadOnlyRootFs,
  noReadinessProbe,
  noRollingUpdateStrategy,
  nodeAffinity,
  nodeSelector,
  nonRootUser,
  objectAnnotations,
  objectFinalizers,
  objectLabels,
  objectName,
  objectNamespace,
  ownerReferences,
  podAffinity,
  podAnnotations,
  podDeadline,
  podFailurePolicy,
  podGates,
  podHostname,
  podOs,
  podOverhead,
  podPolicies,
  podReferences,
  podResources,
  portRepeated,
  priorityClassName,
  privilegeEscalation,
  privilegeEscalationContainer,
  privilegedContainer,
  privilegedPorts,
  probe,
  probeHost,
  probePortName,
  probePortUnlisted,
  procMount,
  procMountInUserNamespace,
  processNamespace,
  profileAnnotationsAgree,
  progressDeadline,
  projectedVolume,
  pullPolicyAlways,
  pullSecret,
  readSecretFromEnvVar,
  replicationControllerTemplate,
  requestsEqualLimits,
  resizePolicy,
  resourceClaim,
  resourceOfContainer,
  restrictedVolumeType,
  rootGroup,
  runAsNonRoot,
  runAsRootUser,
  seLinuxOptions,
  seccompProfile,
  seccompUnconfined,
  securityContextMissing,
  securityIds,
  securityPolicies,
  selectorMatchesNothing,
  selectorMatchesTemplate,
  sshPort,
  statefulSetServiceName,
  statefulSetSpec,
  statefulSetStrategy,
  sysctl,
  toleration,
  topologySpread,
  unsafeProcMount,
  unsafeSysctls,
  useNamespace,
  volumeDevice,
  volumeFiles,
  volumeMount,
  volumeMountOptions,
  volumeName,
  volumeNameUnique,
  volumeSourceFields,
  volumeType,
  volumeUnused,
  windowsHostProcess,
  windowsOptions,
  workloadActiveDeadline,
  workloadRestartPolicy,
  workloadSelector,
  writableHostMount,
]
