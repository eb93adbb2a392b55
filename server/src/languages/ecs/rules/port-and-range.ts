import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { guess, removeProperties, removeProperty } from '../fix.ts'
import { type PortMapping, portMappings } from '../ports.ts'

/** A mapping is about one port or about many. */
export const portAndRange: Rule<TaskDefinition> = {
  id: 'port-and-range',
  severity: 'error',
  summary: 'A port mapping with a `containerPortRange` has neither `containerPort` nor `hostPort`.',
  why: "RegisterTaskDefinition answers `Invalid port mapping for container 'x', cannot specify both single port and port range.` The host ports of a range are chosen by the network mode; one port and a range are two mappings.",
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html'],
  examples: {
    bad: [
      `{
  "family": "ftp",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "ftp",
      "image": "ftp:1",
      "memory": 128,
      "portMappings": [
        { "containerPort": 21, "containerPortRange": "21000-21010" },
                               ^^^^^^^^^^^^^^^^^^^^ containerPortRange stands beside containerPort; a mapping has a single port or a range
        { "containerPortRange": "22000-22010", "hostPort": 22000 }
          ^^^^^^^^^^^^^^^^^^^^ containerPortRange stands beside hostPort; a mapping has a single port or a range
      ]
    }
  ]
}`,
    ],
    good: [
      `[
  {
    "name": "ftp",
    "image": "ftp:1",
    "memory": 128,
    "portMappings": [
      { "containerPort": 21 },
      { "containerPortRange": "21000-21010", "protocol": "tcp", "containerPort": null }
    ]
  }
]`,
    ],
  },
  about: 'container',
  reads: ['portMappings'],
  *check(doc) {
    const { text } = doc
    for (const mapping of portMappings(doc)) {
      const { range, node } = mapping
      const [single, ...others] = singles(mapping)
      if (range.kind === 'absent' || single === undefined) continue
      yield {
        at: range.key,
        message: `containerPortRange stands beside ${single.key}; a mapping has a single port or a range`,
        related: [{ span: single.at, message: 'the single port' }],
        fixes: guess([
          ...removeProperty(text, node, 'containerPortRange'),
          ...removeProperties(text, node, [single.key, ...others.map(({ key }) => key)]),
        ]),
      }
    }
  },
}

/** The keys of a single port that are given. A host port of 0 is the same as none. */
function singles({ containerPort, hostPort }: PortMapping) {
  const container = containerPort.kind === 'known' ? [{ key: 'containerPort', at: containerPort.key }] : []
  const host = hostPort.kind === 'known' && hostPort.value !== 0 ? [{ key: 'hostPort', at: hostPort.key }] : []
  return [...container, ...host]
}
