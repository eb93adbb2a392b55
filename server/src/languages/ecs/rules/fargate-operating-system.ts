import type { Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { changeTo, guess } from '../fix.ts'

/** Which Windows Fargate runs. */
export const fargateOperatingSystem: Rule<TaskDefinition> = {
  id: 'fargate-operating-system',
  severity: 'warning',
  summary: 'On Fargate `operatingSystemFamily` is `LINUX` or Windows Server 2019 or later, each year as Core or Full.',
  why: 'Windows Server 2016 and the releases between the long-term ones (2004, 20H2) are documented for EC2 only.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "1024", "memory": "2048",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2016_FULL" },
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^ operatingSystemFamily is WINDOWS_SERVER_2016_FULL; Fargate runs LINUX and Windows Server 2019 or later
  "containerDefinitions": [{ "name": "web", "image": "iis:1" }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "1024", "memory": "2048",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [{ "name": "web", "image": "iis:1" }]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2016_FULL" },
  "containerDefinitions": [{ "name": "web", "image": "iis:1", "memory": 512 }]
}`,
    ],
  },
  about: 'frame',
  *check({ fargate, definition }) {
    const family = stringAt(get(definition, 'runtimePlatform'), 'operatingSystemFamily')
    if (!fargate || family.kind !== 'known') return
    const edition = /^WINDOWS_SERVER_(?:2004|20H2|2016)_(CORE|FULL)$/.exec(family.value)?.[1]
    if (edition === undefined) return
    yield {
      at: family.span,
      message: `operatingSystemFamily is ${family.value}; Fargate runs LINUX and Windows Server 2019 or later`,
      fixes: guess(changeTo(family.span, `WINDOWS_SERVER_2022_${edition}`)),
    }
  },
}
