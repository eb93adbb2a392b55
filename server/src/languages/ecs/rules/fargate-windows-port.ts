import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { portMappings, portsOf } from '../ports.ts'

/** A port that Fargate keeps for itself in Windows tasks. */
export const fargateWindowsPort: Rule<TaskDefinition> = {
  id: 'fargate-windows-port',
  severity: 'warning',
  summary: 'Windows containers on Fargate do not use port 3150.',
  why: 'The port is documented as reserved.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024", "memory": "2048",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "portMappings": [{ "containerPort": 3150 }, { "containerPortRange": "3100-3200", "protocol": "udp" }] }
                                                                           ^^^^ containerPort is 3150; Fargate reserves it in Windows tasks
                                                                                                           ^^^^^^^^^^^ containerPortRange includes 3150; Fargate reserves it in Windows tasks
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024", "memory": "2048",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "portMappings": [{ "containerPort": 3151 }, { "containerPortRange": "3100-3149" }] }
  ]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "1024", "memory": "2048",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "portMappings": [{ "containerPort": 3150 }] }]
}`,
    ],
  },
  about: 'container',
  reads: ['portMappings'],
  *check(doc) {
    if (!doc.windows || !doc.fargate) return
    for (const { containerPort, range } of portMappings(doc)) {
      if (containerPort.kind === 'known' && containerPort.value === reserved)
        yield { at: containerPort.span, message: `containerPort is ${reserved}; Fargate reserves it in Windows tasks` }
      const ports = range.kind === 'known' ? portsOf(range.value) : undefined
      if (range.kind === 'known' && ports !== undefined && ports.low <= reserved && reserved <= ports.high)
        yield { at: range.span, message: `containerPortRange includes ${reserved}; Fargate reserves it in Windows tasks` }
    }
  },
}

const reserved = 3150
