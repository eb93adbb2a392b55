import type { Rule } from '../../../rules/rule.ts'
import { at, text as nodeText } from '../../../syntax/node.ts'
import { hasPlaceholder } from '../../../syntax/placeholder.ts'
import type { TaskDefinition } from '../document.ts'
import { guess, removeItem } from '../fix.ts'

/** Of the Linux capabilities Fargate lets a container gain one: tracing processes. */
export const fargateCapabilities: Rule<TaskDefinition> = {
  id: 'fargate-capabilities',
  severity: 'error',
  summary: 'On Fargate `capabilities.add` holds nothing but `SYS_PTRACE`.',
  why: 'RegisterTaskDefinition answers `NET_ADMIN is not allowed on Fargate.` (with the name that stands there). Every capability may be dropped.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html'],
  examples: {
    bad: [
      `{
  "family": "vpn",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    {
      "name": "vpn",
      "image": "vpn:3",
      "linuxParameters": { "capabilities": { "add": ["SYS_PTRACE", "NET_ADMIN", "ALL"] } }
                                                                   ^^^^^^^^^^^ capability NET_ADMIN is not allowed on Fargate, only SYS_PTRACE is
                                                                                ^^^^^ capability ALL is not allowed on Fargate, only SYS_PTRACE is
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "vpn",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "containerDefinitions": [
    {
      "name": "vpn",
      "image": "vpn:3",
      "linuxParameters": { "capabilities": { "add": ["SYS_PTRACE", "\${EXTRA}"], "drop": ["NET_RAW", "ALL"] } }
    }
  ]
}`,
      `{
  "family": "vpn",
  "containerDefinitions": [
    { "name": "vpn", "image": "vpn:3", "memory": 128, "linuxParameters": { "capabilities": { "add": ["NET_ADMIN"] } } }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['linuxParameters'],
  *check({ text, fargate, containers }) {
    if (!fargate) return
    for (const { node } of containers) {
      const add = at(node, ['linuxParameters', 'capabilities', 'add'])
      if (add?.kind !== 'list') continue
      for (const item of add.items) {
        const name = nodeText(item)
        if (name === undefined || hasPlaceholder(name) || name.toUpperCase() === 'SYS_PTRACE') continue
        yield {
          at: item.span,
          message: `capability ${name} is not allowed on Fargate, only SYS_PTRACE is`,
          fixes: guess(removeItem(text, add, item)),
        }
      }
    }
  },
}
