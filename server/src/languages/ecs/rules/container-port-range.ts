import type { Problem, Rule } from '../../../rules/rule.ts'
import { effectiveNetworkMode, type TaskDefinition } from '../document.ts'
import { changeTo } from '../fix.ts'
import { isPort, type PortMapping, portMappings, portsOf } from '../ports.ts'

/** Many ports in one mapping. */
export const containerPortRange: Rule<TaskDefinition> = {
  id: 'container-port-range',
  severity: 'error',
  summary: 'A `containerPortRange` is two ports, the lower first: `8080-8090`.',
  why: "RegisterTaskDefinition answers `Invalid 'containerPortRange' setting for container 'x'.` when the first port is above the last. The rest is documented, so it is a warning: ports from 1 to 65535, network mode `bridge` or `awsvpc`, and at most 100 ranges in a container.",
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
        { "containerPortRange": "21010-21000" },
                                ^^^^^^^^^^^^^ containerPortRange is "21010-21000"; its first port has to be the lower one
        { "containerPortRange": "21000 to 21010" },
                                ^^^^^^^^^^^^^^^^ containerPortRange is "21000 to 21010"; it is written as in "8080-8090"
        { "containerPortRange": "65000-65536" },
                                ^^^^^^^^^^^^^ containerPortRange is "65000-65536"; ports are 1 to 65535
        { "containerPortRange": "8080-8080" }
                                ^^^^^^^^^^^ containerPortRange is "8080-8080"; a single port is a containerPort
      ]
    }
  ]
}`,
      `{
  "family": "ftp",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "ftp", "image": "ftp:1", "memory": 128, "portMappings": [{ "containerPortRange": "21000-21010" }] }
                                                                         ^^^^^^^^^^^^^^^^^^^^ containerPortRange is set; it needs network mode bridge or awsvpc
  ]
}`,
    ],
    good: [
      `{
  "family": "ftp",
  "containerDefinitions": [
    {
      "name": "ftp",
      "image": "ftp:1",
      "memory": 128,
      "portMappings": [
        { "containerPortRange": "1-65535" },
        { "containerPortRange": "\${FROM}-\${TO}" }
      ]
    }
  ]
}`,
      `[
  { "name": "ftp", "image": "ftp:1", "memory": 128, "portMappings": [{ "containerPortRange": "21000-21010" }] }
]`,
    ],
  },
  about: 'container',
  reads: ['portMappings'],
  *check(doc) {
    const mode = effectiveNetworkMode(doc)
    const ranges = new Map<number, number>()
    for (const mapping of portMappings(doc)) {
      if (mapping.range.kind === 'absent') continue
      const { index } = mapping.container
      const count = (ranges.get(index) ?? 0) + 1
      ranges.set(index, count)
      if (count === most + 1)
        yield { at: mapping.range.key, message: `more than ${most} port ranges; a container takes at most ${most}`, severity: 'warning' }
      if (mode === 'host')
        yield { at: mapping.range.key, message: 'containerPortRange is set; it needs network mode bridge or awsvpc', severity: 'warning' }
      yield* judged(mapping)
    }
  },
}

const most = 100

function* judged({ range }: PortMapping): Iterable<Problem> {
  if (range.kind !== 'known') return
  const { value, span: at } = range
  const ports = portsOf(value)
  const shown = JSON.stringify(value.slice(0, 40))
  if (ports === undefined) yield { at, message: `containerPortRange is ${shown}; it is written as in "8080-8090"`, severity: 'warning' }
  else if (ports.low > ports.high) {
    const fixes = changeTo(at, `${ports.high}-${ports.low}`)
    yield { at, message: `containerPortRange is ${shown}; its first port has to be the lower one`, fixes }
  } else if (!isPort(ports.low) || !isPort(ports.high))
    yield { at, message: `containerPortRange is ${shown}; ports are 1 to 65535`, severity: 'warning' }
  else if (ports.low === ports.high)
    yield { at, message: `containerPortRange is ${shown}; a single port is a containerPort`, severity: 'warning' }
}
