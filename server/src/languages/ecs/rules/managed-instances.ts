import type { Problem, Rule } from '../../../rules/rule.ts'
import { entry, get, type MapNode } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { filledAt, stringAt } from '../field.ts'
import { changeTo, guess, removeProperty } from '../fix.ts'
import { loggings } from '../logging.ts'

/** What Amazon ECS Managed Instances leave out of what EC2 offers. Where Fargate refuses the same, its rules say so. */
export const managedInstances: Rule<TaskDefinition> = {
  id: 'managed-instances',
  severity: 'warning',
  summary:
    'For `MANAGED_INSTANCES` the task runs Linux, without network mode `bridge`, Docker volumes, `ephemeralStorage`, `ipcMode`, a proxy or other log drivers than `awslogs`, `splunk`, `awsfirelens` and `json-file`.',
  why: 'Amazon ECS Managed Instances are documented to support no more than that; the CDK refuses the rest before it deploys.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ManagedInstances.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "networkMode": "bridge",
                 ^^^^^^^^ networkMode is bridge; managed instances take awsvpc or host
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^ operatingSystemFamily is WINDOWS_SERVER_2022_CORE; managed instances run LINUX
  "ephemeralStorage": { "sizeInGiB": 50 },
  ^^^^^^^^^^^^^^^^^^ ephemeralStorage is set; managed instances do not support it
  "ipcMode": "task",
  ^^^^^^^^^ ipcMode is set; managed instances do not support it
  "proxyConfiguration": { "containerName": "web" },
  ^^^^^^^^^^^^^^^^^^^^ proxyConfiguration is set; managed instances do not support it
  "volumes": [{ "name": "data", "dockerVolumeConfiguration": { "scope": "task" } }],
                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ dockerVolumeConfiguration is set; managed instances do not support it
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 512, "logConfiguration": { "logDriver": "gelf" } }
                                                                                              ^^^^^^ log driver is gelf; managed instances take awslogs, splunk, awsfirelens or json-file
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "requiresCompatibilities": ["MANAGED_INSTANCES"],
  "networkMode": "host",
  "ipcMode": null,
  "volumes": [{ "name": "data", "host": { "sourcePath": "/data" } }],
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 512, "logConfiguration": { "logDriver": "json-file" } }
  ]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 512, "logConfiguration": { "logDriver": "gelf" } }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['logConfiguration'],
  *check(doc) {
    const { definition, compatibilities } = doc
    if (definition === undefined || !compatibilities.some(({ value }) => value === 'MANAGED_INSTANCES')) return
    yield* windows(definition)
    for (const key of ['ephemeralStorage', 'proxyConfiguration']) yield* unsupported(doc, definition, key)
    if (doc.fargate) return
    yield* networkMode(doc)
    yield* unsupported(doc, definition, 'ipcMode')
    for (const { node } of doc.volumes) yield* unsupported(doc, node, 'dockerVolumeConfiguration')
    yield* logDrivers(doc)
  },
}

function* windows(definition: MapNode): Iterable<Problem> {
  const family = stringAt(get(definition, 'runtimePlatform'), 'operatingSystemFamily')
  if (family.kind !== 'known' || !family.value.startsWith('WINDOWS')) return
  yield {
    at: family.span,
    message: `operatingSystemFamily is ${family.value}; managed instances run LINUX`,
    fixes: guess(changeTo(family.span, 'LINUX')),
  }
}

function* networkMode({ networkMode: mode }: TaskDefinition): Iterable<Problem> {
  if (mode.kind !== 'known' || mode.value !== 'bridge') return
  yield {
    at: mode.span,
    message: 'networkMode is bridge; managed instances take awsvpc or host',
    fixes: guess([...changeTo(mode.span, 'awsvpc'), ...changeTo(mode.span, 'host')]),
  }
}

function* unsupported({ text }: TaskDefinition, parent: MapNode, key: string): Iterable<Problem> {
  const found = filledAt(parent, key) ?? emptyMap(parent, key)
  if (found === undefined) return
  yield {
    at: found.key.span,
    message: `${key} is set; managed instances do not support it`,
    fixes: guess(removeProperty(text, parent, key)),
  }
}

/** An empty object asks for the defaults of what it configures. */
function emptyMap(parent: MapNode, key: string) {
  const found = entry(parent, key)
  return found?.value?.kind === 'map' ? found : undefined
}

function* logDrivers(doc: TaskDefinition): Iterable<Problem> {
  for (const { driver } of loggings(doc)) {
    if (driver.kind !== 'known' || !refusedDrivers.has(driver.value)) continue
    yield { at: driver.span, message: `log driver is ${driver.value}; managed instances take awslogs, splunk, awsfirelens or json-file` }
  }
}

/** What is no driver at all is said elsewhere. */
const refusedDrivers: ReadonlySet<string> = new Set(['fluentd', 'gelf', 'journald', 'syslog'])
