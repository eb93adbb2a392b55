import type { EcsRequiredAttribute } from '../../placement/workload.ts'
import { entries, entry, get, type MapNode } from '../../syntax/node.ts'
import type { Span } from '../../text/span.ts'
import { type Container, maps, type TaskDefinition } from './document.ts'
import { booleanAt, type Field, filledAt, stringAt } from './field.ts'
import { isPrivateEcr } from './image-registry.ts'
import { cpuUnits } from './size.ts'
import type { Sources } from './workloads.ts'

/** A feature in use: the capability it needs and the place that uses it. */
type Need = readonly [capability: string, at: Span, path: string]

/** Capabilities that are named without `ecs.capability.` are of the agent's older namespace. */
const old = 'com.amazonaws.ecs.capability.'
const recent = 'ecs.capability.'

/**
 * The attributes that an instance must have for the features in use, each once, as RegisterTaskDefinition computes `requiresAttributes`.
 * The names are those of `agent_capability.go` of the container agent. Docker's API versions are left out: every agent in use has them.
 */
export function requiredAttributes(doc: TaskDefinition, sources: Sources): readonly EcsRequiredAttribute[] {
  const needs = [...ofTask(doc), ...doc.containers.flatMap((container) => [...ofContainer(container, doc)]), ...ofVolumes(doc)]
  const found = new Map<string, EcsRequiredAttribute>()
  for (const [name, at, path] of needs) if (!found.has(name)) found.set(name, { name, source: sources(at, path) })
  return [...found.values()]
}

function* ofTask(doc: TaskDefinition): Iterable<Need> {
  const { definition, networkMode, cpu, memory } = doc
  const role = filledAt(definition, 'taskRoleArn')
  if (role !== undefined) {
    yield [`${old}task-iam-role`, role.key.span, 'taskRoleArn']
    if (known(networkMode) === 'host') yield [`${old}task-iam-role-network-host`, role.key.span, 'taskRoleArn']
  }
  if (networkMode.kind === 'known' && networkMode.value === 'awsvpc') yield [`${recent}task-eni`, networkMode.span, 'networkMode']
  for (const [field, path] of [[cpu, 'cpu'] as const, [memory, 'memory'] as const]) {
    if (field.kind === 'known') yield [`${recent}task-cpu-mem-limit`, field.span, path]
  }
  if (cpu.kind === 'known' && (cpuUnits(cpu.value) ?? 0) > 10_240) yield [`${recent}increased-task-cpu-limit`, cpu.span, 'cpu']
  for (const key of ['pidMode', 'ipcMode']) {
    const mode = filledAt(definition, key)
    if (mode !== undefined) yield [`${recent}pid-ipc-namespace-sharing`, mode.key.span, key]
  }
  const proxy = filledAt(definition, 'proxyConfiguration')
  if (proxy !== undefined) yield [`${recent}aws-appmesh`, proxy.key.span, 'proxyConfiguration']
  const fault = booleanAt(definition, 'enableFaultInjection')
  if (fault.kind === 'known' && fault.value) yield [`${recent}fault-injection`, fault.key, 'enableFaultInjection']
}

function* ofContainer(container: Container, doc: TaskDefinition): Iterable<Need> {
  const { node, index, image } = container
  const path = (key: string) => `containerDefinitions[${index}].${key}`
  const privileged = booleanAt(node, 'privileged')
  if (privileged.kind === 'known' && privileged.value) yield [`${old}privileged-container`, privileged.key, path('privileged')]
  if (image.kind === 'known' && isPrivateEcr(image.value)) {
    yield [`${old}ecr-auth`, image.span, path('image')]
    if (hasExecutionRole(doc)) yield [`${recent}execution-role-ecr-pull`, image.span, path('image')]
  }
  for (const [key, capability] of features) {
    const feature = filledAt(node, key)
    if (feature !== undefined) yield [`${recent}${capability}`, feature.key.span, path(key)]
  }
  yield* ofSecurityOptions(node, path)
  yield* ofSecrets(node, 'secrets', 'environment-variables', path)
  yield* ofLogging(node, path, doc)
  yield* ofFirelens(node, path)
  for (const { node: mapping, index: i } of maps(node, 'portMappings')) {
    const range = filledAt(mapping, 'containerPortRange')
    if (range !== undefined) yield [`${recent}network.container-port-range`, range.key.span, path(`portMappings[${i}].containerPortRange`)]
  }
}

/** Keys of a container that need one capability, whatever they hold. */
const features: readonly (readonly [key: string, capability: string])[] = [
  ['dependsOn', 'container-ordering'],
  ['environmentFiles', 'env-files.s3'],
  ['healthCheck', 'container-health-check'],
  ['repositoryCredentials', 'private-registry-authentication.secretsmanager'],
  ['restartPolicy', 'container-restart-policy'],
]

function* ofSecurityOptions(node: MapNode, path: (key: string) => string): Iterable<Need> {
  const lists: readonly (readonly [key: string, prefix: string, capability: string])[] = [
    ['dockerSecurityOptions', 'label:', `${old}selinux`],
    ['dockerSecurityOptions', 'apparmor:', `${old}apparmor`],
    ['dockerSecurityOptions', 'credentialspec:', `${recent}gmsa`],
    ['credentialSpecs', 'credentialspec:', `${recent}gmsa`],
    ['credentialSpecs', 'credentialspecdomainless:', `${recent}gmsa-domainless`],
  ]
  for (const [key, prefix, capability] of lists) {
    const list = entry(node, key)
    if (list?.value?.kind !== 'list') continue
    const using = list.value.items.find((item) => item.kind === 'scalar' && String(item.value).startsWith(prefix))
    if (using !== undefined) yield [capability, using.span, path(key)]
  }
}

/** Secrets come from Secrets Manager if their ARN says so, else from the Parameter Store. */
function* ofSecrets(parent: MapNode, key: string, use: string, path: (key: string) => string): Iterable<Need> {
  for (const { node, index } of maps(parent, key)) {
    const from = stringAt(node, 'valueFrom')
    if (from.kind !== 'known') continue
    const service = /^arn:[^:]*:secretsmanager:/.test(from.value) ? 'asm' : 'ssm'
    yield [`${recent}secrets.${service}.${use}`, from.span, path(`${key}[${index}].valueFrom`)]
  }
}

function* ofLogging(node: MapNode, path: (key: string) => string, doc: TaskDefinition): Iterable<Need> {
  const logging = get(node, 'logConfiguration')
  if (logging?.kind !== 'map') return
  const driver = stringAt(logging, 'logDriver')
  if (driver.kind === 'known') {
    const at = path('logConfiguration.logDriver')
    yield [`${driver.value === 'awsfirelens' ? recent : old}logging-driver.${driver.value}`, driver.span, at]
    if (driver.value === 'awslogs' && hasExecutionRole(doc)) yield [`${recent}execution-role-awslogs`, driver.span, at]
  }
  yield* ofSecrets(logging, 'secretOptions', 'bootstrap.log-driver', (key) => path(`logConfiguration.${key}`))
}

function* ofFirelens(node: MapNode, path: (key: string) => string): Iterable<Need> {
  const router = get(node, 'firelensConfiguration')
  const type = stringAt(router, 'type')
  if (type.kind === 'known') yield [`${recent}firelens.${type.value}`, type.span, path('firelensConfiguration.type')]
  const source = stringAt(get(router, 'options'), 'config-file-type')
  if (source.kind === 'known') {
    yield [`${recent}firelens.options.config.${source.value}`, source.span, path('firelensConfiguration.options.config-file-type')]
  }
}

/** Keys of a volume that need one capability. */
const volumeKinds: readonly (readonly [key: string, capability: string])[] = [
  ['efsVolumeConfiguration', 'efs'],
  ['fsxWindowsFileServerVolumeConfiguration', 'fsxWindowsFileServer'],
  ['s3filesVolumeConfiguration', 'storage.s3-files'],
]

function* ofVolumes({ volumes }: TaskDefinition): Iterable<Need> {
  for (const { node, index } of volumes) {
    const path = (key: string) => `volumes[${index}].${key}`
    for (const [key, capability] of volumeKinds) {
      const kind = filledAt(node, key)
      if (kind !== undefined) yield [`${recent}${capability}`, kind.key.span, path(key)]
    }
    const authorization = filledAt(get(node, 'efsVolumeConfiguration'), 'authorizationConfig')
    if (authorization !== undefined) {
      yield [`${recent}efsAuth`, authorization.key.span, path('efsVolumeConfiguration.authorizationConfig')]
    }
    const docker = entry(node, 'dockerVolumeConfiguration')
    if (docker?.value?.kind === 'map' && entries(docker.value).length > 0) {
      const driver = known(stringAt(docker.value, 'driver')) ?? 'local'
      yield [`${recent}docker-plugin.${driver}`, docker.key.span, path('dockerVolumeConfiguration')]
    }
    const launch = booleanAt(node, 'configuredAtLaunch')
    if (launch.kind === 'known' && launch.value) yield [`${recent}storage.ebs-task-volume-attach`, launch.key, path('configuredAtLaunch')]
  }
}

function hasExecutionRole({ definition }: TaskDefinition): boolean {
  return filledAt(definition, 'executionRoleArn') !== undefined
}

function known(field: Field<string>): string | undefined {
  return field.kind === 'known' ? field.value : undefined
}
