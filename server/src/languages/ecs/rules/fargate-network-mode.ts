import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { fargateToken, onlyOnFargate } from '../fargate.ts'
import { changeTo, guess, setProperty } from '../fix.ts'
import { taskLacks } from '../references.ts'

/** A Fargate task has a network interface of its own. */
export const fargateNetworkMode: Rule<TaskDefinition> = {
  id: 'fargate-network-mode',
  severity: 'error',
  summary: 'For Fargate the `networkMode` is `awsvpc`.',
  why: "RegisterTaskDefinition answers `Fargate only supports network mode 'awsvpc'.`, also if the mode is left out, because the default is `bridge`.",
  source: [
    'https://github.com/aws/amazon-ecs-cli/issues/1145',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "bridge",
                 ^^^^^^^^ networkMode is bridge; Fargate takes awsvpc only
  "cpu": "256", "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
      `{
  "taskDefinition": {
    "family": "web",
    "requiresCompatibilities": ["EC2", "FARGATE"],
                                       ^^^^^^^^^ networkMode is left out, so bridge; Fargate takes awsvpc only
    "cpu": "256", "memory": "512",
    "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
  }
}`,
    ],
    good: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256", "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "\${MODE}",
  "cpu": "256", "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "networkMode": "bridge",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check(doc) {
    const { text, definition, networkMode } = doc
    const fargate = fargateToken(doc)
    if (fargate === undefined || definition === undefined) return
    const choice = onlyOnFargate(doc) ? (fixes: ReturnType<typeof guess>) => fixes : guess
    if (taskLacks(doc, 'networkMode'))
      yield {
        at: fargate,
        path: 'networkMode',
        message: 'networkMode is left out, so bridge; Fargate takes awsvpc only',
        fixes: choice(setProperty(text, definition, 'networkMode', 'awsvpc')),
      }
    if (networkMode.kind !== 'known' || !others.has(networkMode.value)) return
    yield {
      at: networkMode.span,
      message: `networkMode is ${networkMode.value}; Fargate takes awsvpc only`,
      related: [{ span: fargate, message: 'Fargate is required here' }],
      fixes: choice(changeTo(networkMode.span, 'awsvpc')),
    }
  },
}

/** What is none of the modes is said elsewhere. */
const others: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'default'])
