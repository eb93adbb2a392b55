import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { proxyOf } from '../proxy.ts'
import { containersByName, leadsNowhere } from '../references.ts'

/** The proxy is one of the containers of the task. */
export const proxyContainerExists: Rule<TaskDefinition> = {
  id: 'proxy-container-exists',
  severity: 'error',
  summary: 'The `containerName` of a `proxyConfiguration` names a container of the same task definition.',
  why: 'RegisterTaskDefinition answers `Proxy container [x] does not exist`.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html'],
  examples: {
    bad: [
      `{
  "family": "mesh",
  "networkMode": "awsvpc",
  "proxyConfiguration": {
    "containerName": "envoi",
                     ^^^^^^^ no container is named "envoi"
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
    ],
    good: [
      `{
  "family": "mesh",
  "networkMode": "awsvpc",
  "proxyConfiguration": { "containerName": "\${PROXY}", "properties": \${PROPERTIES} },
  "containerDefinitions": [{ "name": "envoy", "image": "envoy:1", "memory": 128 }]
}`,
      `{
  "family": "mesh",
  "networkMode": "awsvpc",
  "proxyConfiguration": { "containerName": "envoy", "properties": \${PROPERTIES} },
  "containerDefinitions": [\${ENVOY}, { "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
  },
  about: 'containers',
  reads: ['name'],
  *check(doc) {
    const problem = leadsNowhere(stringAt(proxyOf(doc)?.node, 'containerName'), containersByName(doc), 'container')
    if (problem !== undefined) yield problem
  },
}
