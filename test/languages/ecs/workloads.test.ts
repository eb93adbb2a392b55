import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTaskDefinition } from '../../../server/src/languages/ecs/document.ts'
import { serviceWorkload } from '../../../server/src/languages/ecs/service-workloads.ts'
import { workloadsOf } from '../../../server/src/languages/ecs/workloads.ts'
import type { EcsTask } from '../../../server/src/placement/workload.ts'
import { readJson } from '../../../server/src/syntax/json.ts'

/** What one task of a definition needs; the members of the object, without its braces. */
function task(members: string): EcsTask {
  const [workload] = workloadsOf(readTaskDefinition(`{\n${members}\n}`))
  assert.ok(workload)
  return workload.task
}

const containers = (...list: readonly string[]) =>
  `"family": "web",\n"containerDefinitions": [\n${list.map((one) => `{ "name": "a", ${one} }`).join(',\n')}\n]`

test('one task of the family, or of a nameless task; nothing while there are no containers', () => {
  const names = (text: string) => workloadsOf(readTaskDefinition(text)).map(({ name, count }) => `${name} x${count}`)
  assert.deepEqual(names('{"family": "web", "containerDefinitions": [{}]}'), ['web x1'])
  assert.deepEqual(names('{"family": "${FAMILY}", "containerDefinitions": [{}]}'), ['task x1'])
  assert.deepEqual(names('[{"name": "a", "image": "b"}]'), ['task x1'])
  assert.deepEqual(names('{"family": "web", "containerDefinitions": []}'), [])
  assert.deepEqual(names(''), [])
})

test('containers are summed, reservation before limit; the largest part is the one to lower', () => {
  const { cpuUnits, memoryMiB } = task(
    containers('"cpu": 256, "memory": 512', '"cpu": 512, "memory": 999, "memoryReservation": 300', '"memory": 0'),
  )
  assert.deepEqual(
    [cpuUnits.value, cpuUnits.part, cpuUnits.field, cpuUnits.source?.line, cpuUnits.source?.path],
    [768, 512, 'cpu', 5, 'containerDefinitions[1].cpu'],
  )
  assert.deepEqual(
    [memoryMiB.value, memoryMiB.part, memoryMiB.field, memoryMiB.source?.path],
    [812, 512, 'memory', 'containerDefinitions[0].memory'],
  )
})

test('the task level goes before its containers, in all its spellings', () => {
  const sizes = (cpu: string, memory: string) => {
    const { cpuUnits, memoryMiB } = task(
      `"cpu": "${cpu}", "memory": "${memory}",\n${containers('"cpu": 256, "memory": 512', '"memory": 300')}`,
    )
    return [cpuUnits.value, memoryMiB.value, cpuUnits.digits !== undefined, memoryMiB.digits !== undefined]
  }
  assert.deepEqual(sizes('1024', '2048'), [1024, 2048, true, true])
  assert.deepEqual(sizes('.5 vCPU', '3GB'), [512, 3072, false, false])
  const { cpuUnits, memoryMiB } = task(`"cpu": "1024", "memory": "2048",\n${containers('"cpu": 256, "memory": 512', '"memory": 300')}`)
  assert.deepEqual([cpuUnits.least, memoryMiB.least], [256, 812])
  assert.equal(task(`"cpu": "1024",\n${containers('"memory": 512')}`).cpuUnits.least, 128)
})

test('Windows on EC2 ignores the task level', () => {
  const windows = '"runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}, "cpu": "1024", "memory": "2048",'
  const sizes = (members: string) => {
    const { cpuUnits, memoryMiB } = task(members)
    return [cpuUnits.value, memoryMiB.value]
  }
  assert.deepEqual(sizes(`${windows}${containers('"cpu": 256, "memory": 512')}`), [256, 512])
  assert.deepEqual(sizes(`"requiresCompatibilities": ["FARGATE"], ${windows}${containers('"cpu": 256, "memory": 512')}`), [1024, 2048])
})

test('the digits can be overwritten without the quotes', () => {
  const text = `{"cpu": "1024", ${containers('"memory": 512')}}`
  const [workload] = workloadsOf(readTaskDefinition(text))
  const digits = (amount: EcsTask['cpuUnits'] | undefined) => amount?.digits && text.slice(amount.digits.start, amount.digits.end)
  assert.deepEqual([digits(workload?.task.cpuUnits), digits(workload?.task.memoryMiB)], ['1024', '512'])
})

test('what is not written yet is not guessed', () => {
  const { cpuUnits, memoryMiB, unknown } = task(`"cpu": "\${CPU}",\n${containers('"memory": "<MEMORY>"', '"memory": 300')}`)
  assert.deepEqual([cpuUnits.value, memoryMiB.value], [0, 300])
  assert.deepEqual(task(`"memory": "512",\n${containers('"memory": "<MEMORY>"')}`).unknown, [])
  assert.deepEqual(
    unknown.map(({ what, source }) => `${what} at line ${source.line}`),
    ['cpu of the task at line 2', 'memory of container "a" at line 5'],
  )
  assert.deepEqual(
    task(`"networkMode": "{{mode}}",\n${containers('"memory": 1')}`).unknown.map(({ what }) => what),
    ['network mode'],
  )
  assert.deepEqual(
    task(`"placementConstraints": [{"type": "memberOf", "expression": "\${X}"}],\n${containers('"memory": 1')}`).unknown.map(
      ({ what }) => what,
    ),
    ['placement constraint 1'],
  )
})

test('fixed host ports, by network mode and protocol', () => {
  const ports = (mode: string, ...mappings: readonly string[]) =>
    task(`${mode}${containers(`"portMappings": [${mappings.join(', ')}]`)}`).hostPorts.map(
      ({ port, protocol, digits, source }) => `${port}/${protocol}${digits ? ' changeable' : ''} ${source.path.replace(/^.*\./, '')}`,
    )
  const mapping = '{"containerPort": 8080, "hostPort": 80}'
  assert.deepEqual(ports('', mapping, '{"containerPort": 53, "hostPort": 53, "protocol": "udp"}'), [
    '80/tcp changeable hostPort',
    '53/udp changeable hostPort',
  ])
  assert.deepEqual(
    ports('', '{"containerPort": 80}', '{"containerPort": 80, "hostPort": 0}', '{"containerPort": 80, "hostPort": "${P}"}'),
    [],
  )
  assert.deepEqual(ports('"networkMode": "host",', '{"containerPort": 80}', '{"containerPort": 81, "hostPort": 81}'), [
    '80/tcp containerPort',
    '81/tcp hostPort',
  ])
  assert.deepEqual(ports('"networkMode": "awsvpc",', mapping), [])
  assert.deepEqual(ports('"networkMode": "none",', mapping), [])
})

test('GPUs of all containers', () => {
  const gpus = (...values: readonly string[]) =>
    task(containers(...values.map((value) => `"resourceRequirements": [{"type": "GPU", "value": ${value}}]`)))
  assert.equal(gpus('"2"', '"1"').gpus.value, 3)
  const all = gpus('"ALL"')
  assert.deepEqual([all.gpus.value, all.unknown[0]?.what], [1, 'number of GPUs of container "a"'])
  assert.equal(task(containers('"resourceRequirements": [{"type": "NeuronDevice", "value": "1"}]')).gpus.value, 0)
})

test('the platform only as far as it is written', () => {
  const platform = (written: string) => {
    const { os, osSource, cpu, cpuSource } = task(`${written}${containers('"memory": 1')}`).platform
    return [os, osSource?.path, cpu, cpuSource?.path]
  }
  assert.deepEqual(platform(''), ['LINUX', undefined, 'X86_64', undefined])
  assert.deepEqual(platform('"runtimePlatform": {"cpuArchitecture": "ARM64"},'), [
    'LINUX',
    undefined,
    'ARM64',
    'runtimePlatform.cpuArchitecture',
  ])
  assert.deepEqual(platform('"runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"},'), [
    'WINDOWS',
    'runtimePlatform.operatingSystemFamily',
    'X86_64',
    undefined,
  ])
})

/** The capabilities that members of the task, and of its one container, need. */
function needs(ofTask: string, ofContainer = '"memory": 1'): readonly string[] {
  return task(`${ofTask}${ofTask === '' ? '' : ','}\n${containers(ofContainer)}`).attributes.map(({ name }) =>
    name.replace(/^(com\.amazonaws\.)?ecs\.capability\./, ''),
  )
}

const features: readonly (readonly [string, string, readonly string[]])[] = [
  ['', '"memory": 1', []],
  ['"taskRoleArn": "r"', '"memory": 1', ['task-iam-role']],
  ['"taskRoleArn": "r", "networkMode": "host"', '"memory": 1', ['task-iam-role', 'task-iam-role-network-host']],
  ['"networkMode": "awsvpc"', '"memory": 1', ['task-eni']],
  ['"cpu": "256"', '"memory": 1', ['task-cpu-mem-limit']],
  ['"cpu": "16 vCPU", "memory": "32GB"', '"memory": 1', ['task-cpu-mem-limit', 'increased-task-cpu-limit']],
  ['"pidMode": "task"', '"memory": 1', ['pid-ipc-namespace-sharing']],
  ['"ipcMode": "host"', '"memory": 1', ['pid-ipc-namespace-sharing']],
  ['"proxyConfiguration": {"type": "APPMESH"}', '"memory": 1', ['aws-appmesh']],
  ['"enableFaultInjection": true', '"memory": 1', ['fault-injection']],
  ['"enableFaultInjection": false', '"memory": 1', []],
  ['', '"privileged": true', ['privileged-container']],
  ['', '"image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1"', ['ecr-auth']],
  ['"executionRoleArn": "r"', '"image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1"', ['ecr-auth', 'execution-role-ecr-pull']],
  ['', '"dependsOn": [{"containerName": "b"}]', ['container-ordering']],
  ['', '"dependsOn": []', []],
  ['', '"environmentFiles": [{"value": "a"}]', ['env-files.s3']],
  ['', '"healthCheck": {"command": ["CMD"]}', ['container-health-check']],
  ['', '"repositoryCredentials": {"credentialsParameter": "a"}', ['private-registry-authentication.secretsmanager']],
  ['', '"restartPolicy": {"enabled": true}', ['container-restart-policy']],
  ['', '"dockerSecurityOptions": ["label:x", "apparmor:y", "no-new-privileges"]', ['selinux', 'apparmor']],
  ['', '"credentialSpecs": ["credentialspecdomainless:arn"]', ['gmsa-domainless']],
  [
    '',
    '"secrets": [{"name": "A", "valueFrom": "arn:aws:secretsmanager:r:1:secret:x"}, {"name": "B", "valueFrom": "/p"}]',
    ['secrets.asm.environment-variables', 'secrets.ssm.environment-variables'],
  ],
  ['', '"logConfiguration": {"logDriver": "syslog"}', ['logging-driver.syslog']],
  [
    '"executionRoleArn": "r"',
    '"logConfiguration": {"logDriver": "awslogs", "secretOptions": [{"name": "x", "valueFrom": "y"}]}',
    ['logging-driver.awslogs', 'execution-role-awslogs', 'secrets.ssm.bootstrap.log-driver'],
  ],
  ['', '"logConfiguration": {"logDriver": "awsfirelens"}', ['logging-driver.awsfirelens']],
  [
    '',
    '"firelensConfiguration": {"type": "fluentbit", "options": {"config-file-type": "s3"}}',
    ['firelens.fluentbit', 'firelens.options.config.s3'],
  ],
  ['', '"portMappings": [{"containerPortRange": "80-90"}]', ['network.container-port-range']],
  [
    '"volumes": [{"name": "v", "efsVolumeConfiguration": {"fileSystemId": "fs-1", "authorizationConfig": {"iam": "ENABLED"}}}]',
    '"memory": 1',
    ['efs', 'efsAuth'],
  ],
  ['"volumes": [{"name": "v", "dockerVolumeConfiguration": {"driver": "rexray/ebs"}}]', '"memory": 1', ['docker-plugin.rexray/ebs']],
  ['"volumes": [{"name": "v", "dockerVolumeConfiguration": {"scope": "task"}}]', '"memory": 1', ['docker-plugin.local']],
  [
    '"volumes": [{"name": "v", "fsxWindowsFileServerVolumeConfiguration": {"fileSystemId": "fs-1"}}]',
    '"memory": 1',
    ['fsxWindowsFileServer'],
  ],
  ['"volumes": [{"name": "v", "configuredAtLaunch": true}]', '"memory": 1', ['storage.ebs-task-volume-attach']],
  ['"volumes": [{"name": "v", "host": {}}]', '"memory": 1', []],
]

test('attributes that the features in use require', () => {
  for (const [ofTask, ofContainer, expected] of features) assert.deepEqual(needs(ofTask, ofContainer), expected, `${ofTask} ${ofContainer}`)
})

test('an attribute leads to the first place that needs it', () => {
  const { attributes } = task(containers('"dependsOn": [{"containerName": "b"}]', '"dependsOn": [{"containerName": "a"}]'))
  assert.deepEqual(
    attributes.map(({ source }) => [source.line, source.path]),
    [[4, 'containerDefinitions[0].dependsOn']],
  )
})

function service(text: string) {
  const { root } = readJson(text)
  assert.ok(root?.kind === 'map')
  return serviceWorkload(text, root)
}

test('a service: its task definition, count, order, limits and what it requires', () => {
  const {
    name,
    family,
    count,
    service: plan,
  } = service(`{
    "serviceName": "web", "taskDefinition": "arn:aws:ecs:eu-west-1:123456789012:task-definition/site:12", "desiredCount": 3,
    "placementStrategy": [{"type": "spread", "field": "attribute:ecs.availability-zone"}, {"type": "random"}, {"type": "\${X}"}],
    "placementConstraints": [{"type": "distinctInstance"}, {"type": "memberOf", "expression": "attribute:a exists"}],
    "capacityProviderStrategy": [{"capacityProvider": "od", "base": 1, "weight": 2}, {"capacityProvider": "spot"}],
    "deploymentConfiguration": {"minimumHealthyPercent": 50},
    "enableExecuteCommand": true, "serviceConnectConfiguration": {"enabled": true}
  }`)
  assert.deepEqual([name, family, count, plan.scheduling, plan.launchType], ['web', 'site', 3, 'REPLICA', undefined])
  assert.deepEqual(plan.strategies, [{ type: 'spread', field: 'attribute:ecs.availability-zone' }, { type: 'random' }])
  assert.deepEqual(
    plan.constraints.map(({ type, expression, source }) => [type, expression, source.line]),
    [
      ['distinctInstance', undefined, 4],
      ['memberOf', 'attribute:a exists', 4],
    ],
  )
  assert.deepEqual(
    plan.capacityProviders.map(({ name: one, base, weight }) => [one, base, weight]),
    [
      ['od', 1, 2],
      ['spot', 0, 0],
    ],
  )
  assert.deepEqual([plan.minimumHealthyPercent, plan.maximumPercent], [50, 200])
  assert.deepEqual(
    plan.attributes.map(({ name: one }) => one),
    ['ecs.capability.execute-command', 'ecs.capability.service-connect-v1'],
  )
})

test('a daemon service, and one that says next to nothing', () => {
  const daemon = service('{"schedulingStrategy": "DAEMON", "launchType": "EC2", "taskDefinition": "log"}')
  assert.deepEqual(
    [daemon.name, daemon.family, daemon.count, daemon.service.scheduling, daemon.service.launchType],
    ['service', 'log', undefined, 'DAEMON', 'EC2'],
  )
  assert.deepEqual([daemon.service.minimumHealthyPercent, daemon.service.maximumPercent], [0, 100])
  assert.deepEqual([service('{}').family, service('{"taskDefinition": "${TD}"}').family], [undefined, undefined])
})
