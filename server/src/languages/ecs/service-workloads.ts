import type { EcsConstraint, EcsRequiredAttribute, EcsServicePlan, EcsServiceWorkload, EcsStrategy } from '../../placement/workload.ts'
import { get, type MapNode } from '../../syntax/node.ts'
import { maps } from './document.ts'
import { booleanAt, type Field, numberAt, stringAt } from './field.ts'
import { type Sources, sourcesOf } from './workloads.ts'

/** What a service definition asks for: its task definition so many times, with the order and limits it says. */
export function serviceWorkload(text: string, service: MapNode): EcsServiceWorkload {
  const sources = sourcesOf(text)
  const name = known(stringAt(service, 'serviceName')) ?? 'service'
  const task = stringAt(service, 'taskDefinition')
  const namedAt = task.kind === 'absent' ? { start: service.span.start, end: service.span.start + 1 } : task.span
  return {
    kind: 'ecs-service',
    name,
    family: familyOf(task),
    count: known(numberAt(service, 'desiredCount')),
    source: sources(service.span, ''),
    namedAt: sources(namedAt, 'taskDefinition'),
    service: planOf(service, name, sources),
  }
}

/** The family that a service names: `web` of `web`, `web:3` and `arn:aws:ecs:eu-west-1:123456789012:task-definition/web:3`. */
export function familyOf(taskDefinition: Field<string>): string | undefined {
  return known(taskDefinition)
    ?.replace(/^arn:.*task-definition\//, '')
    .replace(/:\d+$/, '')
}

function planOf(service: MapNode, name: string, sources: Sources): EcsServicePlan {
  const daemon = known(stringAt(service, 'schedulingStrategy')) === 'DAEMON'
  const deployment = get(service, 'deploymentConfiguration')
  const launchType = known(stringAt(service, 'launchType'))
  return {
    name,
    scheduling: daemon ? 'DAEMON' : 'REPLICA',
    ...(launchType === 'EC2' || launchType === 'FARGATE' || launchType === 'EXTERNAL' ? { launchType } : {}),
    strategies: maps(service, 'placementStrategy').flatMap(({ node }) => strategy(node)),
    constraints: maps(service, 'placementConstraints').flatMap(({ node, index }) => constraint(node, index, sources)),
    capacityProviders: maps(service, 'capacityProviderStrategy').flatMap(({ node, index }) => share(node, index, sources)),
    minimumHealthyPercent: known(numberAt(deployment, 'minimumHealthyPercent')) ?? (daemon ? 0 : 100),
    maximumPercent: known(numberAt(deployment, 'maximumPercent')) ?? (daemon ? 100 : 200),
    attributes: attributesOf(service, sources),
  }
}

function strategy(node: MapNode): readonly EcsStrategy[] {
  const type = known(stringAt(node, 'type'))
  const field = known(stringAt(node, 'field'))
  if (type !== 'spread' && type !== 'binpack' && type !== 'random') return []
  return [{ type, ...(field !== undefined && { field }) }]
}

function constraint(node: MapNode, index: number, sources: Sources): readonly EcsConstraint[] {
  const [type, expression] = [stringAt(node, 'type'), stringAt(node, 'expression')]
  if (type.kind !== 'known') return []
  const path = `placementConstraints[${index}]`
  if (type.value === 'distinctInstance') return [{ type: 'distinctInstance', source: sources(type.span, `${path}.type`) }]
  if (type.value !== 'memberOf' || expression.kind !== 'known') return []
  return [{ type: 'memberOf', expression: expression.value, source: sources(expression.span, `${path}.expression`) }]
}

function share(node: MapNode, index: number, sources: Sources): EcsServicePlan['capacityProviders'] {
  const name = stringAt(node, 'capacityProvider')
  if (name.kind !== 'known') return []
  const source = sources(name.span, `capacityProviderStrategy[${index}].capacityProvider`)
  return [{ name: name.value, base: known(numberAt(node, 'base')) ?? 0, weight: known(numberAt(node, 'weight')) ?? 0, source }]
}

function attributesOf(service: MapNode, sources: Sources): readonly EcsRequiredAttribute[] {
  const execute = booleanAt(service, 'enableExecuteCommand')
  const connect = booleanAt(get(service, 'serviceConnectConfiguration'), 'enabled')
  return [
    ...(execute.kind === 'known' && execute.value
      ? [{ name: 'ecs.capability.execute-command', source: sources(execute.key, 'enableExecuteCommand') }]
      : []),
    ...(connect.kind === 'known' && connect.value
      ? [{ name: 'ecs.capability.service-connect-v1', source: sources(connect.key, 'serviceConnectConfiguration.enabled') }]
      : []),
  ]
}

function known<T>(field: Field<T>): T | undefined {
  return field.kind === 'known' ? field.value : undefined
}
