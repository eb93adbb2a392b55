import { type JsonError, readJson } from '../../../syntax/json.ts'
import { get, type MapNode, type Node } from '../../../syntax/node.ts'
import type { Span } from '../../../text/span.ts'
import { type Field, numberAt, stringAt } from '../field.ts'

/** A service definition as rules see it: the tree, and what nearly every rule asks for. */
export interface ServiceDefinition {
  readonly text: string
  readonly root: Node | undefined
  readonly errors: readonly JsonError[]
  readonly comments: readonly Span[]
  /** The input of CreateService; undefined while the text is no object. */
  readonly service: MapNode | undefined
  readonly launchType: Field<string>
  /** Whether one task is to run on every instance. Not known counts as no. */
  readonly daemon: boolean
  readonly desiredCount: Field<number>
  readonly deployment: Node | undefined
  readonly minimumHealthyPercent: Field<number>
  readonly maximumPercent: Field<number>
}

/** Reads a service definition, in whatever state it is. */
export function readServiceDefinition(text: string): ServiceDefinition {
  const { root, errors, comments } = readJson(text)
  const service = root?.kind === 'map' ? root : undefined
  const deployment = get(service, 'deploymentConfiguration')
  return {
    text,
    root,
    errors,
    comments,
    service,
    launchType: stringAt(service, 'launchType'),
    daemon: isValue(stringAt(service, 'schedulingStrategy'), 'DAEMON'),
    desiredCount: numberAt(service, 'desiredCount'),
    deployment,
    minimumHealthyPercent: numberAt(deployment, 'minimumHealthyPercent'),
    maximumPercent: numberAt(deployment, 'maximumPercent'),
  }
}

/** Whether a property is written with that value. */
export function isValue<T>(field: Field<T>, value: T): boolean {
  return field.kind === 'known' && field.value === value
}
