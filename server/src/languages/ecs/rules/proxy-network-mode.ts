import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { changeTo, guess } from '../fix.ts'
import { proxyOf } from '../proxy.ts'
import { taskLacks } from '../references.ts'

/** The proxy redirects the traffic of a network interface that only awsvpc gives to a task. */
export const proxyNetworkMode: Rule<TaskDefinition> = {
  id: 'proxy-network-mode',
  severity: 'error',
  summary: 'A `proxyConfiguration` stands in a task with network mode `awsvpc`.',
  why: 'RegisterTaskDefinition answers `APPMESH proxy configuration is only supported in networkMode=awsvpc`. Without a network mode the service takes `bridge`; that it answers the same then is likely, not seen, so that is a warning.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html'],
  examples: {
    bad: [
      `{
  "family": "mesh",
  "networkMode": "bridge",
  "proxyConfiguration": {
  ^^^^^^^^^^^^^^^^^^^^ networkMode is bridge; a proxy needs awsvpc
    "containerName": "envoy",
    "properties": [
      { "name": "IgnoredUID", "value": "1337" },
      { "name": "ProxyIngressPort", "value": "15000" },
      { "name": "ProxyEgressPort", "value": "15001" },
      { "name": "AppPorts", "value": "8080" },
      { "name": "EgressIgnoredIPs", "value": "169.254.170.2" }
    ]
  },
  "containerDefinitions": [{ "name": "envoy", "image": "envoy:1", "memory": 128 }]
}`,
      `{
  "family": "mesh",
  "proxyConfiguration": { "containerName": "envoy", "properties": \${PROPERTIES} },
  ^^^^^^^^^^^^^^^^^^^^ networkMode is left out, so bridge; a proxy needs awsvpc
  "containerDefinitions": [{ "name": "envoy", "image": "envoy:1", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "mesh",
  "networkMode": "awsvpc",
  "proxyConfiguration": {
    "containerName": "envoy",
    "properties": [
      { "name": "IgnoredUID", "value": "1337" },
      { "name": "ProxyIngressPort", "value": "15000" },
      { "name": "ProxyEgressPort", "value": "15001" },
      { "name": "AppPorts", "value": "8080" },
      { "name": "EgressIgnoredIPs", "value": "169.254.170.2" }
    ]
  },
  "containerDefinitions": [{ "name": "envoy", "image": "envoy:1", "memory": 128 }]
}`,
      `{
  "family": "mesh",
  "networkMode": "\${MODE}",
  "proxyConfiguration": { "containerName": "envoy", "properties": \${PROPERTIES} },
  "containerDefinitions": [{ "name": "envoy", "image": "envoy:1", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check(doc) {
    const { networkMode, fargate } = doc
    const proxy = proxyOf(doc)
    if (proxy === undefined) return
    const at = proxy.entry.key.span
    // On Fargate the missing mode is itself what is refused.
    if (taskLacks(doc, 'networkMode') && !fargate)
      yield { at, message: 'networkMode is left out, so bridge; a proxy needs awsvpc', severity: 'warning' }
    if (networkMode.kind === 'known' && others.has(networkMode.value))
      yield {
        at,
        message: `networkMode is ${networkMode.value}; a proxy needs awsvpc`,
        related: [{ span: networkMode.span, message: 'the network mode' }],
        fixes: guess(changeTo(networkMode.span, 'awsvpc', 'Change networkMode to "awsvpc"')),
      }
  },
}

const others: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'default'])
