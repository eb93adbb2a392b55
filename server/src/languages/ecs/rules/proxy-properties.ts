import type { Rule } from '../../../rules/rule.ts'
import { entry } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { allStringsIn, stringAt } from '../field.ts'
import { listed } from '../logging.ts'
import { type ProxyConfiguration, proxyOf } from '../proxy.ts'

/** What the App Mesh proxy has to be told. */
export const proxyProperties: Rule<TaskDefinition> = {
  id: 'proxy-properties',
  severity: 'error',
  summary:
    'The properties of an App Mesh proxy are `ProxyIngressPort`, `ProxyEgressPort`, `AppPorts`, `EgressIgnoredIPs` and `IgnoredUID` or `IgnoredGID`.',
  why: 'Without the first RegisterTaskDefinition answers `Ingress port not found`. The others are documented, so where only they are missing it is a warning. `EgressIgnoredIPs` may be empty, but has to be there.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html'],
  examples: {
    bad: [
      `{
  "family": "mesh",
  "networkMode": "awsvpc",
  "proxyConfiguration": {
    "type": "APPMESH",
    "containerName": "envoy",
    "properties": [{ "name": "IgnoredGID", "value": "1337" }]
    ^^^^^^^^^^^^ an App Mesh proxy lacks ProxyIngressPort, ProxyEgressPort, AppPorts and EgressIgnoredIPs
  },
  "containerDefinitions": [{ "name": "envoy", "image": "envoy:1", "memory": 128 }]
}`,
      `{
  "family": "mesh",
  "networkMode": "awsvpc",
  "proxyConfiguration": {
    "containerName": "envoy",
    "properties": [
    ^^^^^^^^^^^^ an App Mesh proxy lacks IgnoredUID or IgnoredGID
      { "name": "ProxyIngressPort", "value": "15000" },
      { "name": "ProxyEgressPort", "value": "15001" },
      { "name": "AppPorts", "value": "8080" },
      { "name": "EgressIgnoredIPs", "value": "" }
    ]
  },
  "containerDefinitions": [{ "name": "envoy", "image": "envoy:1", "memory": 128 }]
}`,
      `{
  "family": "mesh",
  "networkMode": "awsvpc",
  "proxyConfiguration": { "containerName": "envoy" },
  ^^^^^^^^^^^^^^^^^^^^ an App Mesh proxy lacks ProxyIngressPort, ProxyEgressPort, AppPorts, EgressIgnoredIPs and IgnoredUID or IgnoredGID
  "containerDefinitions": [{ "name": "envoy", "image": "envoy:1", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "mesh",
  "networkMode": "awsvpc",
  "proxyConfiguration": {
    "type": "APPMESH",
    "containerName": "envoy",
    "properties": [
      { "name": "IgnoredUID", "value": "1337" },
      { "name": "ProxyIngressPort", "value": "15000" },
      { "name": "ProxyEgressPort", "value": "\${EGRESS}" },
      { "name": "AppPorts", "value": "8080" },
      { "name": "EgressIgnoredIPs", "value": "169.254.170.2" }
    ]
  },
  "containerDefinitions": [{ "name": "envoy", "image": "envoy:1", "memory": 128 }]
}`,
      `{
  "family": "mesh",
  "networkMode": "awsvpc",
  "proxyConfiguration": { "containerName": "envoy", "properties": [{ "name": "\${NAME}", "value": "1337" }] },
  "containerDefinitions": [{ "name": "envoy", "image": "envoy:1", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check(doc) {
    const proxy = proxyOf(doc)
    const type = stringAt(proxy?.node, 'type')
    if (proxy === undefined || type.kind === 'unknown' || (type.kind === 'known' && type.value !== 'APPMESH')) return
    const missing = missingProperties(proxy)
    if (missing.length === 0) return
    yield {
      at: (entry(proxy.node, 'properties') ?? proxy.entry).key.span,
      message: `an App Mesh proxy lacks ${listed(missing)}`,
      ...(!missing.includes('ProxyIngressPort') && { severity: 'warning' as const }),
    }
  },
}

function missingProperties({ node }: ProxyConfiguration): readonly string[] {
  const given = allStringsIn(node, 'properties', 'name')
  if (given === undefined) return []
  const ignored = given.includes('IgnoredUID') || given.includes('IgnoredGID') ? [] : ['IgnoredUID or IgnoredGID']
  return [...demanded.filter((name) => !given.includes(name)), ...ignored]
}

const demanded = ['ProxyIngressPort', 'ProxyEgressPort', 'AppPorts', 'EgressIgnoredIPs'] as const
