import type { Problem, Rule } from '../../../rules/rule.ts'
import { effectiveNetworkMode, type TaskDefinition } from '../document.ts'
import { changeTo, guess } from '../fix.ts'
import { collisions, fixedHostPort, isPort, type PortClaim, type PortMapping, portMappings, portsInWords, portsOf } from '../ports.ts'

/** Two containers can't listen at one address. */
export const portUsedTwice: Rule<TaskDefinition> = {
  id: 'port-used-twice',
  aliases: ['host-port-used-twice'],
  severity: 'error',
  summary: 'With `awsvpc` a container port is used once in a task, in other modes a fixed host port is.',
  why: "RegisterTaskDefinition answers `TCP container port '8085' is used multiple times in task when networkMode=awsvpc.` or `TCP host port '3000' is mapped multiple times in task.` Containers of a task with `awsvpc` share one network interface. TCP and UDP have ports of their own. With network mode `host` a port whose `hostPort` is left out is taken on the instance all the same, which is a warning.",
  source: [
    'https://github.com/aws/amazon-ecs-agent/issues/1220',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }] },
    { "name": "admin", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "protocol": "tcp" }] },
                                                                                                 ^^ TCP container port 80 is used twice in this task; with awsvpc all containers share one interface
    { "name": "ftp", "image": "ftp:1", "memory": 128, "portMappings": [{ "containerPortRange": "70-90" }] }
                                                                                               ^^^^^^^ TCP container ports 70-90 overlap with 80; with awsvpc all containers share one interface
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 3000 }] },
    { "name": "admin", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 81, "hostPort": 3000 }] }
                                                                                                                 ^^^^ TCP host port 3000 is mapped twice in this task
  ]
}`,
      `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }] },
    { "name": "admin", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 80 }] }
                                                                                                                 ^^ TCP host port 80 is mapped twice in this task
  ]
}`,
      `[
  { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 80 }] },
  { "name": "admin", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 81, "hostPort": 80 }] }
                                                                                                               ^^ TCP host port 80 is mapped twice in this task
]`,
    ],
    good: [
      `{
  "family": "dns",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    {
      "name": "dns",
      "image": "coredns:1",
      "memory": 128,
      "portMappings": [
        { "containerPort": 53, "protocol": "tcp" },
        { "containerPort": 53, "protocol": "udp" },
        { "containerPort": 53, "protocol": "\${PROTOCOL}" },
        { "containerPortRange": "54-60" },
        { "containerPortRange": "61-70" }
      ]
    }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 8080 }] },
    { "name": "admin", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80, "hostPort": 0 }, { "containerPort": 80 }] }
  ]
}`,
      `[
  { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }] },
  { "name": "admin", "image": "nginx:1.27", "memory": 128, "portMappings": [{ "containerPort": 80 }] }
]`,
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "portMappings": [{{ if .Tls }}{ "containerPort": 80 }{{ else }}{ "containerPort": 80 }{{ end }}] }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['portMappings'],
  *check(doc) {
    // Where the mode is not known, two equal host ports are wrong in every mode there is.
    const mode = effectiveNetworkMode(doc) ?? 'bridge'
    if (mode === 'none') return
    const mappings = portMappings(doc).filter(({ alternative }) => !alternative)
    if (mode === 'awsvpc') for (const pair of collisions(mappings.flatMap(containerClaim))) yield inTask(pair)
    else for (const pair of collisions(mappings.flatMap((mapping) => hostClaim(mapping, mode)))) yield onInstance(pair, mode)
  },
}

interface Pair<T> {
  readonly later: T
  readonly first: T
}

function inTask({ later, first }: Pair<PortClaim>): Problem {
  const protocol = later.protocol.toUpperCase()
  const ports = portsInWords(later)
  const fact =
    later.low === later.high && first.low === first.high
      ? `${protocol} container port ${ports} is used twice in this task`
      : `${protocol} container port${later.low === later.high ? ` ${ports} overlaps` : `s ${ports} overlap`} with ${portsInWords(first)}`
  return {
    at: later.at,
    message: `${fact}; with awsvpc all containers share one interface`,
    related: [{ span: first.at, message: 'used here before' }],
  }
}

function onInstance({ later, first }: Pair<HostClaim>, mode: string): Problem {
  return {
    at: later.at,
    message: `${later.protocol.toUpperCase()} host port ${later.low} is mapped twice in this task`,
    related: [{ span: first.at, message: 'mapped here before' }],
    ...((later.implied || first.implied) && { severity: 'warning' }),
    fixes: mode === 'host' ? [] : guess(changeTo(later.at, 0, 'Change to 0, any free port')),
  }
}

function containerClaim({ containerPort, range, protocol }: PortMapping): PortClaim[] {
  if (protocol === undefined) return []
  if (range.kind === 'known') {
    const ports = portsOf(range.value)
    return ports !== undefined && isPort(ports.low) && isPort(ports.high) ? [{ ...ports, protocol, at: range.span }] : []
  }
  if (containerPort.kind !== 'known' || !isPort(containerPort.value)) return []
  return [{ low: containerPort.value, high: containerPort.value, protocol, at: containerPort.span }]
}

interface HostClaim extends PortClaim {
  readonly implied: boolean
}

function hostClaim(mapping: PortMapping, mode: string): HostClaim[] {
  const fixed = fixedHostPort(mapping, mode)
  if (fixed === undefined || mapping.protocol === undefined) return []
  return [{ low: fixed.port, high: fixed.port, protocol: mapping.protocol, at: fixed.at, implied: fixed.implied }]
}
