import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { guess, removeProperty } from '../fix.ts'

/** On Fargate every container has its own namespace for shared memory and semaphores. */
export const fargateIpcMode: Rule<TaskDefinition> = {
  id: 'fargate-ipc-mode',
  severity: 'error',
  summary: 'On Fargate there is no `ipcMode`.',
  why: 'RegisterTaskDefinition answers `Fargate compatible task definitions do not support ipcMode`, whatever the mode is. Containers of one task can share files through a volume instead.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "cache",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "ipcMode": "none",
  ^^^^^^^^^ ipcMode is none; Fargate does not support ipcMode
  "containerDefinitions": [{ "name": "cache", "image": "redis:7" }]
}`,
    ],
    good: [
      `{
  "family": "cache",
  "requiresCompatibilities": ["EC2"],
  "ipcMode": "task",
  "containerDefinitions": [{ "name": "cache", "image": "redis:7", "memory": 128 }]
}`,
      `{
  "family": "cache",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "ipcMode": null,
  "containerDefinitions": [{ "name": "cache", "image": "redis:7" }]
}`,
    ],
  },
  about: 'frame',
  *check({ text, fargate, definition }) {
    const mode = stringAt(definition, 'ipcMode')
    if (!fargate || definition === undefined || mode.kind !== 'known' || !modes.has(mode.value)) return
    yield {
      at: mode.key,
      message: `ipcMode is ${mode.value}; Fargate does not support ipcMode`,
      fixes: guess(removeProperty(text, definition, 'ipcMode')),
    }
  },
}

/** What is none of these is no mode at all, which is said elsewhere. */
const modes: ReadonlySet<string> = new Set(['host', 'task', 'none'])
