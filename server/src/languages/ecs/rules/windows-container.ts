import type { Problem, Rule } from '../../../rules/rule.ts'
import { entries, get, type MapNode, type Node } from '../../../syntax/node.ts'
import { effectiveNetworkMode, keySpan, type TaskDefinition } from '../document.ts'
import { booleanAt, filledAt, stringAt } from '../field.ts'
import { guess, removeProperty } from '../fix.ts'

/** What containers on Windows do not have. Where Fargate or a network mode refuses the same, their rules say so. */
export const windowsContainer: Rule<TaskDefinition> = {
  id: 'windows-container',
  severity: 'warning',
  summary:
    'On Windows a container has no `linuxParameters`, `systemControls`, `links`, DNS settings, `extraHosts` or numeric `user`, is not `privileged` or read-only, and keeps its network.',
  why: 'These are documented not to be supported there; Docker on Windows refuses to make a container that is privileged or has a read-only root file system, and takes a number for the name of a user it does not find. For `ulimits` see `ulimit`.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://github.com/aws/aws-cdk/issues/34560',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "iis:1",
      "memory": 512,
      "linuxParameters": { "initProcessEnabled": true },
      ^^^^^^^^^^^^^^^^^ Windows containers do not support linuxParameters
      "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }],
      ^^^^^^^^^^^^^^^^ Windows containers do not support systemControls
      "privileged": true,
      ^^^^^^^^^^^^ Windows containers do not support privileged
      "readonlyRootFilesystem": true,
      ^^^^^^^^^^^^^^^^^^^^^^^^ Windows containers do not support readonlyRootFilesystem
      "disableNetworking": true,
      ^^^^^^^^^^^^^^^^^^^ Windows containers do not support disableNetworking
      "links": ["db"],
      ^^^^^^^ Windows containers do not support links
      "dnsServers": ["10.0.0.2"],
      ^^^^^^^^^^^^ Windows containers do not support dnsServers
      "dnsSearchDomains": ["corp.example"],
      ^^^^^^^^^^^^^^^^^^ Windows containers do not support dnsSearchDomains
      "extraHosts": [{ "hostname": "db", "ipAddress": "10.0.0.3" }],
      ^^^^^^^^^^^^ Windows containers do not support extraHosts
      "user": "1000:1000"
              ^^^^^^^^^^^ user is 1000:1000; Windows containers have neither numbers for users nor groups for them
    }
  ]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "networkMode": "awsvpc", "cpu": "1024", "memory": "2048",
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "readonlyRootFilesystem": true, "linuxParameters": { "capabilities": { "drop": ["ALL"] } } }
                                       ^^^^^^^^^^^^^^^^^^^^^^^^ Windows containers do not support readonlyRootFilesystem
                                                                       ^^^^^^^^^^^^^^^^^ Windows containers do not support linuxParameters
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "iis:1",
      "memory": 512,
      "linuxParameters": { "initProcessEnabled": false, "capabilities": { "add": [], "drop": [] } },
      "systemControls": [],
      "privileged": false,
      "readonlyRootFilesystem": "\${READ_ONLY}",
      "links": [],
      "user": "ContainerUser"
    }
  ]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "networkMode": "awsvpc", "cpu": "1024", "memory": "2048",
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "privileged": true, "dnsServers": ["10.0.0.2"], "linuxParameters": { "sharedMemorySize": 64 } }
  ]
}`,
      `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "LINUX" },
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 512, "privileged": true, "readonlyRootFilesystem": true }]
}`,
    ],
  },
  about: 'container',
  reads: [
    'disableNetworking',
    'dnsSearchDomains',
    'dnsServers',
    'extraHosts',
    'links',
    'linuxParameters',
    'privileged',
    'readonlyRootFilesystem',
    'systemControls',
    'user',
  ],
  *check(doc) {
    if (!doc.windows) return
    const mode = effectiveNetworkMode(doc)
    const switches = ['readonlyRootFilesystem', ...(doc.fargate ? [] : ['privileged']), ...(mode === 'awsvpc' ? [] : ['disableNetworking'])]
    const lists = ['systemControls', ...(mode === 'awsvpc' ? [] : ['dnsServers', 'dnsSearchDomains', 'extraHosts']), ...linked(mode)]
    for (const { node } of doc.containers) {
      for (const key of switches) {
        const on = booleanAt(node, key)
        if (on.kind === 'known' && on.value) yield* unsupported(doc, node, key)
      }
      for (const key of lists) if (filledAt(node, key) !== undefined) yield* unsupported(doc, node, key)
      if (asksOfLinux(doc, get(node, 'linuxParameters'))) yield* unsupported(doc, node, 'linuxParameters')
      yield* user(node)
    }
  },
}

function linked(mode: string | undefined): readonly string[] {
  return mode === 'awsvpc' || mode === 'host' || mode === 'none' ? [] : ['links']
}

function* unsupported({ text }: TaskDefinition, container: MapNode, key: string): Iterable<Problem> {
  const at = keySpan(container, key)
  if (at !== undefined)
    yield { at, message: `Windows containers do not support ${key}`, fixes: guess(removeProperty(text, container, key)) }
}

/** Whether Linux parameters ask for something that Fargate's own rules do not speak of. */
function asksOfLinux({ fargate }: TaskDefinition, parameters: Node | undefined): boolean {
  const said = ['devices', 'sharedMemorySize', 'maxSwap', 'swappiness'].some((key) => filledAt(parameters, key) !== undefined)
  return asks(parameters) && !(fargate && (said || filledAt(get(parameters, 'capabilities'), 'add') !== undefined))
}

function asks(node: Node | undefined): boolean {
  if (node === undefined) return false
  if (node.kind === 'map') return entries(node).some(({ value }) => asks(value))
  return node.kind === 'list' ? node.items.length > 0 : node.value !== null && node.value !== false && node.value !== ''
}

function* user(container: MapNode): Iterable<Problem> {
  const found = stringAt(container, 'user')
  if (found.kind !== 'known' || !/^\d+$|:/.test(found.value)) return
  yield { at: found.span, message: `user is ${found.value}; Windows containers have neither numbers for users nor groups for them` }
}
