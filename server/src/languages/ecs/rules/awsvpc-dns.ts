import type { Rule } from '../../../rules/rule.ts'
import { effectiveNetworkMode, type TaskDefinition } from '../document.ts'
import { refusedProperty } from '../refused.ts'

/** With a network interface of its own the task asks the DNS servers of its subnet. */
export const awsvpcDns: Rule<TaskDefinition> = {
  id: 'awsvpc-dns',
  severity: 'error',
  summary: 'With network mode `awsvpc` no container has `dnsServers` or `dnsSearchDomains`.',
  why: 'RegisterTaskDefinition answers `DNS servers are not supported on container when networkMode=awsvpc.` The servers come from the DHCP options of the VPC. For search domains it is documented, so they are a warning.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "dnsServers": ["10.0.0.2"],
      ^^^^^^^^^^^^ dnsServers are set; network mode awsvpc does not support them
      "dnsSearchDomains": ["example.com"]
      ^^^^^^^^^^^^^^^^^^ dnsSearchDomains are set; network mode awsvpc does not support them
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "dnsServers": [], "dnsSearchDomains": null }
  ]
}`,
      `{
  "family": "web",
  "networkMode": "\${MODE}",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "dnsServers": ["10.0.0.2"] }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['dnsSearchDomains', 'dnsServers'],
  *check(doc) {
    if (effectiveNetworkMode(doc) !== 'awsvpc') return
    yield* refusedProperty(doc, 'dnsServers', 'dnsServers are set; network mode awsvpc does not support them')
    yield* refusedProperty(doc, 'dnsSearchDomains', 'dnsSearchDomains are set; network mode awsvpc does not support them', 'warning')
  },
}
