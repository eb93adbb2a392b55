import { type JsonError, readJson } from '../../../syntax/json.ts'
import { get, type MapNode, type Node } from '../../../syntax/node.ts'
import type { Span } from '../../../text/span.ts'
import type { Surroundings } from '../../language.ts'
import { readTaskDefinition, type TaskDefinition } from '../document.ts'
import { type Field, numberAt, stringAt } from '../field.ts'
import { familyOf } from '../service-workloads.ts'

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
  /** The task definition that it names, if one of that family was found beside it. */
  task(): TaskDefinition | undefined
}

/** Reads a service definition, in whatever state it is. */
export function readServiceDefinition(text: string, around: Surroundings = {}): ServiceDefinition {
  const { root, errors, comments } = readJson(text)
  const service = root?.kind === 'map' ? root : undefined
  const deployment = get(service, 'deploymentConfiguration')
  const family = familyOf(stringAt(service, 'taskDefinition'))
  let task: { readonly found: TaskDefinition | undefined } | undefined
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
    task() {
      task ??= { found: family === undefined ? undefined : taskOf(family, around.taskDefinitions ?? []) }
      return task.found
    },
  }
}

/** Whether a property is written with that value. */
export function isValue<T>(field: Field<T>, value: T): boolean {
  return field.kind === 'known' && field.value === value
}

/** The only one of a family; of several, such as one for each stage, nobody can tell which is meant. */
function taskOf(family: string, texts: readonly string[]): TaskDefinition | undefined {
  const found = texts
    .filter((text) => text.includes(family))
    .map((text) => readTaskDefinition(text))
    .filter((doc) => isValue(stringAt(doc.definition, 'family'), family))
  return found.length === 1 ? found[0] : undefined
}
