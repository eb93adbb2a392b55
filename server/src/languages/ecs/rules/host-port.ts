import type { Problem, Rule } from '../../../rules/rule.ts'
import { effectiveNetworkMode, type TaskDefinition } from '../document.ts'
import { changeTo, guess } from '../fix.ts'
import { fixedHostPort, mismatchedHostPort, type PortMapping, portMappings } from '../ports.ts'

/** Ports of the instance that are never free for tasks, or not for sure. */
export const hostPort: Rule<TaskDefinition> = {
  id: 'host-port',
  aliases: ['reserved-host-port'],
  severity: 'warning',
  summary: 'A `hostPort` is 0 to 65535, neither one the instance reserves nor one it gives out by itself.',
  why: 'The container agent reserves the ports of SSH, Docker and itself (on Windows those of remote desktop, SMB and others too): a task that asks for one of them is registered but never placed. Ports from 32768 on are those Docker chooses dynamic host ports from, so that another task may hold them already.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html', 'https://github.com/aws/amazon-ecs-agent'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "portMappings": [
        { "containerPort": 80, "hostPort": 22 },
                                           ^^ TCP host port 22 is reserved on the instance for SSH
        { "containerPort": 81, "hostPort": 40000 },
                                           ^^^^^ host port 40000 is one the instance gives out by itself; fixed ports are below 32768
        { "containerPort": 82, "hostPort": 65536 }
                                           ^^^^^ hostPort is 65536; ports are 0 to 65535
      ]
    }
  ]
}`,
      `{
  "family": "web",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "docker", "image": "docker:27-dind", "memory": 128, "portMappings": [{ "containerPort": 2376 }] }
                                                                                                      ^^^^ TCP host port 2376 is reserved on the instance for Docker
  ]
}`,
      `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "memory": 512, "portMappings": [{ "containerPort": 3389, "hostPort": 3389 }] }
                                                                                                            ^^^^ TCP host port 3389 is reserved on the instance for remote desktop
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "portMappings": [
        { "containerPort": 22 },
        { "containerPort": 22, "hostPort": 22, "protocol": "udp" },
        { "containerPort": 2375, "hostPort": 0 },
        { "containerPort": 3389, "hostPort": 3389 },
        { "containerPort": 83, "hostPort": 32767 },
        { "containerPort": 84, "hostPort": \${PORT} }
      ]
    }
  ]
}`,
      `{
  "family": "ssh",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "ssh", "image": "sshd:9", "memory": 128, "portMappings": [{ "containerPort": 22, "hostPort": 22 }] }
  ]
}`,
      `{
  "family": "grpc",
  "networkMode": "host",
  "containerDefinitions": [
    { "name": "grpc", "image": "grpc:1", "memory": 128, "portMappings": [{ "containerPort": 50051, "hostPort": 50051 }] }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['portMappings'],
  *check(doc) {
    const mode = effectiveNetworkMode(doc)
    const onInstances = mode !== undefined && mode !== 'awsvpc' && mode !== 'none' && !doc.fargate
    for (const mapping of portMappings(doc)) {
      if (mismatchedHostPort(mapping, mode) !== undefined) continue
      yield* outside(mapping)
      if (onInstances) yield* taken(mapping, mode, doc.windows ? onWindows : onLinux)
    }
  },
}

function* outside({ hostPort: host }: PortMapping): Iterable<Problem> {
  if (host.kind !== 'known' || (host.value >= 0 && host.value <= 65535)) return
  yield { at: host.span, message: `hostPort is ${host.value}; ports are 0 to 65535` }
}

function* taken(mapping: PortMapping, mode: string, reserved: ReadonlyMap<number, string>): Iterable<Problem> {
  const fixed = fixedHostPort(mapping, mode)
  if (fixed === undefined) return
  const { port, at } = fixed
  const owner = mapping.protocol === 'tcp' ? reserved.get(port) : undefined
  const fixes = mode === 'host' ? [] : guess(changeTo(at, 0, 'Change to 0, any free port'))
  if (owner !== undefined) yield { at, message: `TCP host port ${port} is reserved on the instance for ${owner}`, fixes }
  else if (port >= ephemeral && mode !== 'host')
    yield { at, message: `host port ${port} is one the instance gives out by itself; fixed ports are below ${ephemeral}`, fixes }
}

/** From here on Linux and Windows take the ports that nobody asked for by number. */
const ephemeral = 32768

const onLinux: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [2375, 'Docker'],
  [2376, 'Docker'],
  [51678, 'the container agent'],
  [51679, 'the container agent'],
  [51680, 'the container agent'],
])

const onWindows: ReadonlyMap<number, string> = new Map([
  [53, 'DNS'],
  [135, 'RPC'],
  [139, 'NetBIOS'],
  [445, 'SMB'],
  [2375, 'Docker'],
  [2376, 'Docker'],
  [3389, 'remote desktop'],
  [5985, 'remote management'],
  [5986, 'remote management'],
  [51678, 'the container agent'],
  [51679, 'the container agent'],
])
