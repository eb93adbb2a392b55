import type { Rule } from '../../../rules/rule.ts'
import { maps, type TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { changeTo, guess } from '../fix.ts'

/** Every other word is taken for tcp without a complaint. */
export const portProtocol: Rule<TaskDefinition> = {
  id: 'port-protocol',
  severity: 'warning',
  summary: 'The `protocol` of a port mapping is `tcp` or `udp`.',
  why: 'ECS refuses no other word and takes it for `tcp`, so a port that was meant for another protocol is open for the wrong one.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html'],
  examples: {
    bad: [
      `{
  "family": "dns",
  "containerDefinitions": [
    {
      "name": "dns",
      "image": "coredns:1.11",
      "memory": 128,
      "portMappings": [
        { "containerPort": 53, "protocol": "UDP" },
                                           ^^^^^ protocol is "UDP"; ECS knows tcp and udp and takes other words for tcp
        { "containerPort": 36412, "protocol": "sctp" }
                                              ^^^^^^ protocol is "sctp"; ECS knows tcp and udp and takes other words for tcp
      ]
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "dns",
  "containerDefinitions": [
    {
      "name": "dns",
      "image": "coredns:1.11",
      "memory": 128,
      "portMappings": [
        { "containerPort": 53, "protocol": "udp" },
        { "containerPort": 54, "protocol": "TCP" },
        { "containerPort": 55, "protocol": "\${PROTOCOL}" },
        { "containerPort": 56 }
      ]
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['portMappings'],
  *check({ containers }) {
    for (const { node } of containers) {
      for (const { node: mapping } of maps(node, 'portMappings')) {
        const protocol = stringAt(mapping, 'protocol')
        if (protocol.kind !== 'known' || protocol.value === 'udp' || /^tcp$/i.test(protocol.value)) continue
        const { span: at, value } = protocol
        const fixes = value.toLowerCase() === 'udp' ? guess(changeTo(at, 'udp')) : []
        yield { at, message: `protocol is ${JSON.stringify(value)}; ECS knows tcp and udp and takes other words for tcp`, fixes }
      }
    }
  },
}
