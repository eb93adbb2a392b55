import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { appProtocol } from './app-protocol.ts'
import { awslogsConflict } from './awslogs-conflict.ts'
import { awslogsExecutionRole } from './awslogs-execution-role.ts'
import { awslogsOptions } from './awslogs-options.ts'
import { awslogsRequiredOptions } from './awslogs-required-options.ts'
import { awsvpcDisableNetworking } from './awsvpc-disable-networking.ts'
import { awsvpcDns } from './awsvpc-dns.ts'
import { awsvpcExtraHosts } from './awsvpc-extra-hosts.ts'
import { awsvpcHostname } from './awsvpc-hostname.ts'
import { capabilityName } from './capability-name.ts'
import { containerCpuOverTask } from './container-cpu-over-task.ts'
import { containerLimit } from './container-limit.ts'
import { containerListEmpty } from './container-list-empty.ts'
import { containerMemoryMinimum } from './container-memory-minimum.ts'
import { containerMemoryOverTask } from './container-memory-over-task.ts'
import { containerMemoryRequired } from './container-memory-required.ts'
import { containerName } from './container-name.ts'
import { containerNameUnique } from './container-name-unique.ts'
import { containerPort } from './container-port.ts'
import { containerPortRange } from './container-port-range.ts'
import { containerUser } from './container-user.ts'
import { credentialSpecs } from './credential-specs.ts'
import { definitionSize } from './definition-size.ts'
import { dependsOnCycle } from './depends-on-cycle.ts'
import { dependsOnEssential } from './depends-on-essential.ts'
import { dependsOnExists } from './depends-on-exists.ts'
import { dependsOnHealthy } from './depends-on-healthy.ts'
import { deviceSharing } from './device-sharing.ts'
import { dockerVolume } from './docker-volume.ts'
import { ecrExecutionRole } from './ecr-execution-role.ts'
import { efsAccessPointRoot } from './efs-access-point-root.ts'
import { efsId } from './efs-id.ts'
import { efsTransitEncryption } from './efs-transit-encryption.ts'
import { environmentFiles } from './environment-files.ts'
import { environmentNameUnique } from './environment-name-unique.ts'
import { ephemeralStorage } from './ephemeral-storage.ts'
import { essentialContainer } from './essential-container.ts'
import { externalNetworkMode } from './external-network-mode.ts'
import { familyName } from './family-name.ts'
import { fargateCapabilities } from './fargate-capabilities.ts'
import { fargateDockerVolume } from './fargate-docker-volume.ts'
import { fargateGpu } from './fargate-gpu.ts'
import { fargateHostPath } from './fargate-host-path.ts'
import { fargateIpcMode } from './fargate-ipc-mode.ts'
import { fargateLinuxParameters } from './fargate-linux-parameters.ts'
import { fargateLogDriver } from './fargate-log-driver.ts'
import { fargateNetworkMode } from './fargate-network-mode.ts'
import { fargateOperatingSystem } from './fargate-operating-system.ts'
import { fargatePidMode } from './fargate-pid-mode.ts'
import { fargatePlacementConstraints } from './fargate-placement-constraints.ts'
import { fargatePrivileged } from './fargate-privileged.ts'
import { fargateSecurityOptions } from './fargate-security-options.ts'
import { fargateSize } from './fargate-size.ts'
import { fargateSizeRequired } from './fargate-size-required.ts'
import { fargateWindowsPort } from './fargate-windows-port.ts'
import { faultInjectionNetworkMode } from './fault-injection-network-mode.ts'
import { firelensOptions } from './firelens-options.ts'
import { firelensRouter } from './firelens-router.ts'
import { firelensUnused } from './firelens-unused.ts'
import { fsxVolume } from './fsx-volume.ts'
import { healthCheckCommand } from './health-check-command.ts'
import { healthCheckRange } from './health-check-range.ts'
import { healthCheckTimeout } from './health-check-timeout.ts'
import { hostPathBlank } from './host-path-blank.ts'
import { hostPort } from './host-port.ts'
import { hostPortMatches } from './host-port-matches.ts'
import { imageName } from './image-name.ts'
import { inferenceAccelerators } from './inference-accelerators.ts'
import { linkExists } from './link-exists.ts'
import { linksNetworkMode } from './links-network-mode.ts'
import { linuxMemory } from './linux-memory.ts'
import { managedInstances } from './managed-instances.ts'
import { memoryReservationOverMemory } from './memory-reservation-over-memory.ts'
import { memoryReservationOverTask } from './memory-reservation-over-task.ts'
import { mountPath } from './mount-path.ts'
import { mountVolumeExists } from './mount-volume-exists.ts'
import { noneNetworkPorts } from './none-network-ports.ts'
import { placementConstraintExpression } from './placement-constraint-expression.ts'
import { placementConstraintLimits } from './placement-constraint-limits.ts'
import { portAndRange } from './port-and-range.ts'
import { portName } from './port-name.ts'
import { portNameNetworkMode } from './port-name-network-mode.ts'
import { portNameUnique } from './port-name-unique.ts'
import { portProtocol } from './port-protocol.ts'
import { portUsedTwice } from './port-used-twice.ts'
import { proxyContainerExists } from './proxy-container-exists.ts'
import { proxyNetworkMode } from './proxy-network-mode.ts'
import { proxyProperties } from './proxy-properties.ts'
import { resourceRequirement } from './resource-requirement.ts'
import { restartPolicy } from './restart-policy.ts'
import { roleArn } from './role-arn.ts'
import { s3filesVolume } from './s3files-volume.ts'
import { secretAccount } from './secret-account.ts'
import { secretNameUnique } from './secret-name-unique.ts'
import { secretsExecutionRole } from './secrets-execution-role.ts'
import { securityOption } from './security-option.ts'
import { splunkRequiredOptions } from './splunk-required-options.ts'
import { startTimeoutUnused } from './start-timeout-unused.ts'
import { stopTimeout } from './stop-timeout.ts'
import { systemControl } from './system-control.ts'
import { systemControlConflict } from './system-control-conflict.ts'
import { tags } from './tags.ts'
import { taskSize } from './task-size.ts'
import { tmpfs } from './tmpfs.ts'
import { ulimit } from './ulimit.ts'
import { volumeConfiguredAtLaunch } from './volume-configured-at-launch.ts'
import { volumeKind } from './volume-kind.ts'
import { volumeName } from './volume-name.ts'
import { volumeUnused } from './volume-unused.ts'
import { volumesFromExists } from './volumes-from-exists.ts'
import { windowsContainer } from './windows-container.ts'
import { windowsTask } from './windows-task.ts'
import { workingDirectory } from './working-directory.ts'

/** Every rule about task definitions, in alphabetical order. */
export const taskDefinitionRules: readonly Rule<TaskDefinition>[] = [
  appProtocol,
  awslogsConflict,
  awslogsExecutionRole,
  awslogsOptions,
  awslogsRequiredOptions,
  awsvpcDisableNetworking,
  awsvpcDns,
  awsvpcExtraHosts,
  awsvpcHostname,
  capabilityName,
  containerCpuOverTask,
  containerLimit,
  containerListEmpty,
  containerMemoryMinimum,
  containerMemoryOverTask,
  containerMemoryRequired,
  containerName,
  containerNameUnique,
  containerPort,
  containerPortRange,
  containerUser,
  credentialSpecs,
  definitionSize,
  dependsOnCycle,
  dependsOnEssential,
  dependsOnExists,
  dependsOnHealthy,
  deviceSharing,
  dockerVolume,
  ecrExecutionRole,
  efsAccessPointRoot,
  efsId,
  efsTransitEncryption,
  environmentFiles,
  environmentNameUnique,
  ephemeralStorage,
  essentialContainer,
  externalNetworkMode,
  familyName,
  fargateCapabilities,
  fargateDockerVolume,
  fargateGpu,
  fargateHostPath,
  fargateIpcMode,
  fargateLinuxParameters,
  fargateLogDriver,
  fargateNetworkMode,
  fargateOperatingSystem,
  fargatePidMode,
  fargatePlacementConstraints,
  fargatePrivileged,
  fargateSecurityOptions,
  fargateSize,
  fargateSizeRequired,
  fargateWindowsPort,
  faultInjectionNetworkMode,
  firelensOptions,
  firelensRouter,
  firelensUnused,
  fsxVolume,
  healthCheckCommand,
  healthCheckRange,
  healthCheckTimeout,
  hostPathBlank,
  hostPort,
  hostPortMatches,
  imageName,
  inferenceAccelerators,
  linkExists,
  linksNetworkMode,
  linuxMemory,
  managedInstances,
  memoryReservationOverMemory,
  memoryReservationOverTask,
  mountPath,
  mountVolumeExists,
  noneNetworkPorts,
  placementConstraintExpression,
  placementConstraintLimits,
  portAndRange,
  portName,
  portNameNetworkMode,
  portNameUnique,
  portProtocol,
  portUsedTwice,
  proxyContainerExists,
  proxyNetworkMode,
  proxyProperties,
  resourceRequirement,
  restartPolicy,
  roleArn,
  s3filesVolume,
  secretAccount,
  secretNameUnique,
  secretsExecutionRole,
  securityOption,
  splunkRequiredOptions,
  startTimeoutUnused,
  stopTimeout,
  systemControl,
  systemControlConflict,
  tags,
  taskSize,
  tmpfs,
  ulimit,
  volumeConfiguredAtLaunch,
  volumeKind,
  volumeName,
  volumeUnused,
  volumesFromExists,
  windowsContainer,
  windowsTask,
  workingDirectory,
]
