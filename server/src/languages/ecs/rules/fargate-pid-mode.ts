import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { changeTo, guess, removeProperty } from '../fix.ts'

/** Processes can be shared within a task, never with a host. */
export const fargatePidMode: Rule<TaskDefinition> = {
  id: 'fargate-pid-mode',
  severity: 'error',
  summary: 'On Fargate `pidMode` is `task` or left out; on Windows it is left out.',
  why: "RegisterTaskDefinition answers `Fargate compatible task definitions do not support pidMode 'host'. The supported value for pidMode is 'task'.` That Windows takes no value at all is documented, so it is a warning.",
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html',
    'https://github.com/aws/aws-cdk/issues/29619',
  ],
  examples: {
    bad: [
      `{
  "family": "monitor",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "pidMode": "host",
             ^^^^^^ pidMode is host; on Fargate it can only be task
  "containerDefinitions": [{ "name": "monitor", "image": "falco:0.39" }]
}`,
      `{
  "family": "monitor",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "1024", "memory": "2048",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "pidMode": "task",
  ^^^^^^^^^ Windows containers on Fargate do not support pidMode
  "containerDefinitions": [{ "name": "monitor", "image": "monitor:1" }]
}`,
    ],
    good: [
      `{
  "family": "monitor",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "pidMode": "task",
  "containerDefinitions": [{ "name": "monitor", "image": "falco:0.39" }]
}`,
      `{
  "family": "monitor",
  "pidMode": "host",
  "containerDefinitions": [{ "name": "monitor", "image": "falco:0.39", "memory": 256 }]
}`,
    ],
  },
  about: 'frame',
  *check({ text, fargate, windows, definition }) {
    const mode = stringAt(definition, 'pidMode')
    if (!fargate || definition === undefined || mode.kind !== 'known') return
    const without = guess(removeProperty(text, definition, 'pidMode'))
    if (mode.value === 'host') {
      const fixes = windows ? without : [...guess(changeTo(mode.span, 'task')), ...without]
      yield { at: mode.span, message: 'pidMode is host; on Fargate it can only be task', fixes }
    } else if (windows && mode.value === 'task') {
      yield { at: mode.key, message: 'Windows containers on Fargate do not support pidMode', severity: 'warning', fixes: without }
    }
  },
}
