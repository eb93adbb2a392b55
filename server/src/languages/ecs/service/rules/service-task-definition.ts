import type { Problem, Rule } from '../../../../rules/rule.ts'
import { get, isWhole } from '../../../../syntax/node.ts'
import { effectiveNetworkMode, maps, type TaskDefinition } from '../../document.ts'
import { booleanAt, type Field, filledAt, lacks, numberAt, stringAt } from '../../field.ts'
import { changeTo, guess } from '../../fix.ts'
import { portMappings, portsOf } from '../../ports.ts'
import { containersByName, containersComplete, leadsNowhere, meantBy, type Named, volumesByName } from '../../references.ts'
import { isValue, type ServiceDefinition } from '../document.ts'

/** A service and its task definition go together. */
export const serviceTaskDefinition: Rule<ServiceDefinition> = {
  id: 'service-task-definition',
  severity: 'warning',
  summary:
    'What a service says about network, Fargate, containers, ports and volumes fits the task definition of that family in its folder or below.',
  why: "CreateService answers `Network Configuration must be provided when networkMode 'awsvpc' is specified.`, `Network Configuration is not valid for the given networkMode of this task definition.`, `Task definition does not support launch_type FARGATE.`, `The container x does not exist in the task definition.`, `The container x did not have a container port N defined.`, `portName(x) does not refer to any named PortMapping in the container definitions` or `The volume name 'x' in your request does not have a matching volume in your Task Definition that is configurable at launch.` The file need not be the revision that the service runs, so it is a warning; where there are several of one family, nothing is said.",
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html',
  ],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web:7",
                    ^^^^^^^ the task definition web has network mode awsvpc; the service needs a networkConfiguration
  "launchType": "FARGATE",
                ^^^^^^^^^ the task definition web is compatible with EC2 only
  "loadBalancers": [
    { "targetGroupArn": "\${A}", "containerName": "wep", "containerPort": 8080 },
                                                 ^^^^^ no container is named "wep" in the task definition web
    { "targetGroupArn": "\${B}", "containerName": "web", "containerPort": 80 }
                                                                         ^^ container "web" of the task definition web has no port 80
  ],
  "serviceConnectConfiguration": {
    "enabled": true,
    "services": [{ "portName": "htpp", "clientAliases": [{ "port": 80 }] }]
                               ^^^^^^ no port is named "htpp" in the task definition web
  },
  "volumeConfigurations": [{ "name": "data", "managedEBSVolume": { "roleArn": "\${ROLE}", "sizeInGiB": 10 } }]
                                     ^^^^^^ no volume "data" of the task definition web is configured at launch
}`,
    ],
    good: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "launchType": "EC2",
  "networkConfiguration": { "awsvpcConfiguration": { "subnets": ["\${SUBNET}"] } },
  "loadBalancers": [{ "targetGroupArn": "\${A}", "containerName": "web", "containerPort": 8080 }],
  "serviceConnectConfiguration": {
    "enabled": true,
    "services": [{ "portName": "http", "clientAliases": [{ "port": 80 }] }]
  }
}`,
      '{ "serviceName": "web", "taskDefinition": "other", "loadBalancers": [{ "targetGroupArn": "${A}", "containerName": "x", "containerPort": 1 }] }',
    ],
  },
  *check(doc) {
    const task = doc.task()
    if (task === undefined) return
    const family = stringAt(task.definition, 'family')
    const named = `the task definition ${family.kind === 'known' ? family.value : ''}`
    yield* network(doc, task, named)
    yield* fargate(doc, task, named)
    yield* loadBalancers(doc, task, named)
    yield* connectedPorts(doc, task, named)
    yield* volumes(doc, task, named)
  },
}

function* network({ service }: ServiceDefinition, task: TaskDefinition, named: string): Iterable<Problem> {
  const mode = effectiveNetworkMode(task)
  const at = stringAt(service, 'taskDefinition')
  if (service === undefined || mode === undefined || at.kind !== 'known') return
  const written = filledAt(service, 'networkConfiguration')
  if (mode === 'awsvpc' && lacks(service, 'networkConfiguration'))
    yield { at: at.span, message: `${named} has network mode awsvpc; the service needs a networkConfiguration` }
  if (mode !== 'awsvpc' && written !== undefined)
    yield { at: written.key.span, message: `networkConfiguration is set; ${named} has network mode ${mode}, which takes none` }
}

function* fargate({ launchType }: ServiceDefinition, task: TaskDefinition, named: string): Iterable<Problem> {
  const list = get(task.definition, 'requiresCompatibilities')
  const told = list?.kind === 'list' && isWhole(list) && list.items.length === task.compatibilities.length
  if (launchType.kind !== 'known' || launchType.value !== 'FARGATE' || !told || list.items.length === 0 || task.fargate) return
  const others = task.compatibilities.map(({ value }) => value).join(' and ')
  if (!/[$<{%]/.test(others)) yield { at: launchType.span, message: `${named} is compatible with ${others} only` }
}

function* loadBalancers({ service }: ServiceDefinition, task: TaskDefinition, named: string): Iterable<Problem> {
  for (const { node } of maps(service, 'loadBalancers')) {
    const name = stringAt(node, 'containerName')
    const lost = leadsNowhere(name, containersByName(task), 'container')
    if (lost !== undefined) yield { ...lost, message: `${lost.message} in ${named}` }
    const port = numberAt(node, 'containerPort')
    const container = name.kind === 'known' ? containersByName(task).byName.get(name.value) : undefined
    if (port.kind !== 'known' || container === undefined || !isWhole(container.node)) continue
    const mappings = portMappings(task).filter((mapping) => mapping.container === container)
    const has = mappings.map(({ containerPort, range }) => holds(containerPort, range, port.value))
    if (has.every((one) => one === false))
      yield {
        at: port.span,
        message: `container "${container.name.kind === 'known' ? container.name.value : ''}" of ${named} has no port ${port.value}`,
      }
  }
}

/** Whether a mapping has a port; undefined where a placeholder keeps that open. */
function holds(port: Field<number>, range: Field<string>, wanted: number): boolean | undefined {
  if (port.kind === 'unknown' || range.kind === 'unknown') return undefined
  if (port.kind === 'known' && port.value === wanted) return true
  const ports = range.kind === 'known' ? portsOf(range.value) : undefined
  return ports !== undefined && ports.low <= wanted && wanted <= ports.high
}

function* connectedPorts({ service }: ServiceDefinition, task: TaskDefinition, named: string): Iterable<Problem> {
  const mappings = portMappings(task)
  const names = mappings.map(({ node }) => stringAt(node, 'name'))
  const complete = containersComplete(task) && names.every(({ kind }) => kind !== 'unknown')
  const known = new Set(names.flatMap((name) => (name.kind === 'known' ? [name.value] : [])))
  for (const { node } of maps(get(service, 'serviceConnectConfiguration'), 'services')) {
    const name = stringAt(node, 'portName')
    if (!complete || name.kind !== 'known' || known.has(name.value)) continue
    const meant = meantBy(name.value, known)
    const fixes = meant === undefined ? [] : guess(changeTo(name.span, meant))
    yield { at: name.span, message: `no port is named "${name.value}" in ${named}`, fixes }
  }
}

function* volumes({ service }: ServiceDefinition, task: TaskDefinition, named: string): Iterable<Problem> {
  const { byName, complete }: Named<TaskDefinition['volumes'][number]> = volumesByName(task)
  for (const { node } of maps(service, 'volumeConfigurations')) {
    const name = stringAt(node, 'name')
    if (name.kind !== 'known' || !complete) continue
    const volume = byName.get(name.value)
    const launched = volume && booleanAt(volume.node, 'configuredAtLaunch')
    if (launched !== undefined && (isValue(launched, true) || launched.kind === 'unknown')) continue
    yield { at: name.span, message: `no volume "${name.value}" of ${named} is configured at launch` }
  }
}
