import type { EcsGroup } from './model.ts'

/** What the agent of a recent ECS-optimized Linux image says it can do, from the constants of `agent_capability.go` of the agent. */
const linuxCapabilities: readonly string[] = [
  ...Array.from({ length: 28 }, (_, i) => `com.amazonaws.ecs.capability.docker-remote-api.1.${i + 17}`),
  'com.amazonaws.ecs.capability.ecr-auth',
  'com.amazonaws.ecs.capability.privileged-container',
  'com.amazonaws.ecs.capability.task-iam-role',
  'com.amazonaws.ecs.capability.task-iam-role-network-host',
  ...['json-file', 'none', 'awslogs', 'fluentd', 'gelf', 'journald', 'splunk', 'syslog'].map(
    (driver) => `com.amazonaws.ecs.capability.logging-driver.${driver}`,
  ),
  ...[
    'aws-appmesh',
    'container-health-check',
    'container-ordering',
    'container-restart-policy',
    'docker-plugin.local',
    'efs',
    'efsAuth',
    'env-files.s3',
    'execution-role-awslogs',
    'execution-role-ecr-pull',
    'execute-command',
    'fault-injection',
    'firelens.fluentbit',
    'firelens.fluentd',
    'firelens.options.config.file',
    'firelens.options.config.s3',
    'full-sync',
    'increased-task-cpu-limit',
    'logging-driver.awsfirelens',
    'network.container-port-range',
    'pid-ipc-namespace-sharing',
    'private-registry-authentication.secretsmanager',
    'secrets.asm.bootstrap.log-driver',
    'secrets.asm.environment-variables',
    'secrets.ssm.bootstrap.log-driver',
    'secrets.ssm.environment-variables',
    'service-connect-v1',
    'storage.ebs-task-volume-attach',
    'storage.s3-files',
    'task-cpu-mem-limit',
    'task-eia',
    'task-eni',
    'task-eni-block-instance-metadata',
  ].map((name) => `ecs.capability.${name}`),
]

/** The same for Windows, which lacks what only the Linux kernel or its image offers. */
const windowsCapabilities: readonly string[] = [
  ...linuxCapabilities.filter(
    (name) =>
      !/privileged|task-iam-role-network-host|appmesh|efs|firelens|pid-ipc|increased-task-cpu|port-range|block-instance|service-connect|syslog|journald|fault-injection|task-cpu-mem-limit/.test(
        name,
      ),
  ),
  'ecs.capability.gmsa',
  'ecs.capability.fsxWindowsFileServer',
]

/** What an instance of a group carries by itself: where it is, what it is, and what its agent can do; then what the model adds or takes. */
export function attributesOf(
  group: EcsGroup,
  facts: { readonly zone: string; readonly type: string; readonly architecture: string },
): ReadonlyMap<string, string> {
  const capabilities = group.os === 'windows' ? windowsCapabilities : linuxCapabilities
  const attributes = new Map<string, string>(capabilities.map((name) => [name, '']))
  attributes.set('ecs.availability-zone', facts.zone)
  attributes.set('ecs.instance-type', facts.type)
  attributes.set('ecs.os-type', group.os)
  attributes.set('ecs.os-family', group.os === 'windows' ? 'WINDOWS_SERVER_2022_CORE' : 'LINUX')
  attributes.set('ecs.cpu-architecture', facts.architecture)
  if (group.trunking) {
    attributes.set('ecs.capability.task-eni-trunking', '')
    attributes.set('ecs.awsvpc-trunk-id', 'trunk')
  }
  apply(attributes, group.attributes)
  return attributes
}

/** Adds attributes; null takes one away. */
export function apply(attributes: Map<string, string>, changes: ReadonlyMap<string, string | null>): void {
  for (const [name, value] of changes) {
    if (value === null) attributes.delete(name)
    else attributes.set(name, value)
  }
}
