import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { awslogsConflict } from './awslogs-conflict.ts'
import { awslogsExecutionRole } from './awslogs-execution-role.ts'
import { awslogsOptions } from './awslogs-options.ts'
import { awslogsRequiredOptions } from './awslogs-required-options.ts'
import { awsvpcDisableNetworking } from './awsvpc-disable-networking.ts'
import { containerNameUnique } from './container-name-unique.ts'
import { dependsOnCycle } from './depends-on-cycle.ts'
import { dependsOnEssential } from './depends-on-essential.ts'
import { dependsOnExists } from './depends-on-exists.ts'
import { dependsOnHealthy } from './depends-on-healthy.ts'
import { ecrExecutionRole } from './ecr-execution-role.ts'
import { efsAccessPointRoot } from './efs-access-point-root.ts'
import { efsTransitEncryption } from './efs-transit-encryption.ts'
import { environmentFiles } from './environment-files.ts'
import { ephemeralStorage } from './ephemeral-storage.ts'
import { fargateCapabilities } from './fargate-capabilities.ts'
import { fargateDockerVolume } from './fargate-docker-volume.ts'
import { fargateGpu } from './fargate-gpu.ts'
import { fargateHostPath } from './fargate-host-path.ts'
import { fargateIpcMode } from './fargate-ipc-mode.ts'
import { fargateLinuxParameters } from './fargate-linux-parameters.ts'
import { fargateLogDriver } from './fargate-log-driver.ts'
import { fargatePidMode } from './fargate-pid-mode.ts'
import { fargatePlacementConstraints } from './fargate-placement-constraints.ts'
import { fargatePrivileged } from './fargate-privileged.ts'
import { fargateSecurityOptions } from './fargate-security-options.ts'
import { firelensOptions } from './firelens-options.ts'
import { firelensRouter } from './firelens-router.ts'
import { firelensUnused } from './firelens-unused.ts'
import { healthCheckCommand } from './health-check-command.ts'
import { healthCheckRange } from './health-check-range.ts'
import { healthCheckTimeout } from './health-check-timeout.ts'
import { hostPathBlank } from './host-path-blank.ts'
import { inferenceAccelerators } from './inference-accelerators.ts'
import { mountVolumeExists } from './mount-volume-exists.ts'
import { placementConstraintExpression } from './placement-constraint-expression.ts'
import { placementConstraintLimits } from './placement-constraint-limits.ts'
import { proxyContainerExists } from './proxy-container-exists.ts'
import { proxyNetworkMode } from './proxy-network-mode.ts'
import { proxyProperties } from './proxy-properties.ts'
import { restartPolicy } from './restart-policy.ts'
import { secretAccount } from './secret-account.ts'
import { secretNameUnique } from './secret-name-unique.ts'
import { secretsExecutionRole } from './secrets-execution-role.ts'
import { splunkRequiredOptions } from './splunk-required-options.ts'
import { startTimeoutUnused } from './start-timeout-unused.ts'
import { stopTimeout } from './stop-timeout.ts'
import { tags } from './tags.ts'
import { ulimit } from './ulimit.ts'
import { volumeConfiguredAtLaunch } from './volume-configured-at-launch.ts'
import { volumeUnused } from './volume-unused.ts'
import { volumesFromExists } from './volumes-from-exists.ts'

/** Every rule about task definitions, in alphabetical order. */
export const taskDefinitionRules: readonly Rule<TaskDefinition>[] = [
  awslogsConflict,
  awslogsExecutionRole,
  awslogsOptions,
  awslogsRequiredOptions,
  awsvpcDisableNetworking,
  containerNameUnique,
  dependsOnCycle,
  dependsOnEssential,
  dependsOnExists,
  dependsOnHealthy,
  ecrExecutionRole,
  efsAccessPointRoot,
  efsTransitEncryption,
  environmentFiles,
  ephemeralStorage,
  fargateCapabilities,
  fargateDockerVolume,
  fargateGpu,
  fargateHostPath,
  fargateIpcMode,
  fargateLinuxParameters,
  fargateLogDriver,
  fargatePidMode,
  fargatePlacementConstraints,
  fargatePrivileged,
  fargateSecurityOptions,
  firelensOptions,
  firelensRouter,
  firelensUnused,
  healthCheckCommand,
  healthCheckRange,
  healthCheckTimeout,
  hostPathBlank,
  inferenceAccelerators,
  mountVolumeExists,
  placementConstraintExpression,
  placementConstraintLimits,
  proxyContainerExists,
  proxyNetworkMode,
  proxyProperties,
  restartPolicy,
  secretAccount,
  secretNameUnique,
  secretsExecutionRole,
  splunkRequiredOptions,
  startTimeoutUnused,
  stopTimeout,
  tags,
  ulimit,
  volumeConfiguredAtLaunch,
  volumeUnused,
  volumesFromExists,
]
