import type { Rule } from '../../../rules/rule.ts'
import { writtenAmounts } from '../amounts.ts'
import type { TaskDefinition } from '../document.ts'

/** How the size of a task is spelled, and how much CPU it can be. */
export const taskSize: Rule<TaskDefinition> = {
  id: 'task-size',
  aliases: ['task-cpu', 'task-memory'],
  severity: 'error',
  summary: '`cpu` of a task is a number of CPU units or vCPUs (`256`, `.25 vCPU`), `memory` one of MiB or GB (`512`, `0.5 GB`).',
  why: "RegisterTaskDefinition answers `Invalid 'cpu' setting for task.` On EC2 and on external machines cpu is documented as 128 to 196608 units; what memory must look like is documented as well, so both are warnings. The sizes of Fargate are another rule: `fargate-size`.",
  source: [
    'https://github.com/hashicorp/waypoint/issues/574',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "cpu": "256 units",
         ^^^^^^^^^^^ cpu is "256 units"; it is a number of CPU units, or of vCPUs as in "1 vCPU"
  "memory": "512MB",
            ^^^^^^^ memory is "512MB"; it is a number of MiB, or of GB as in "1 GB"
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "cpu": "0.1 vCPU",
         ^^^^^^^^^^ cpu is 102.4 units; a task takes 128 to 196608
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
      `{
  "family": "web",
  "cpu": "256 vCPU",
         ^^^^^^^^^^ cpu is 262144 units; a task takes 128 to 196608
  "memory": "",
            ^^ memory is empty; it is a number of MiB, or of GB as in "1 GB"
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "cpu": "128",
  "memory": "1.5 Gb",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
      `{
  "family": "web",
  "cpu": "192 vCPU",
  "memory": "<MEMORY> GB",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
    ],
  },
  about: 'frame',
  *check(doc) {
    const { cpu: written, memory, fargate, windows } = doc
    const amounts = writtenAmounts(doc)
    const { cpu } = amounts
    if (written.kind === 'known' && cpu === undefined)
      yield { at: written.span, message: `cpu is ${shown(written.value)}; it is a number of CPU units, or of vCPUs as in "1 vCPU"` }
    if (memory.kind === 'known' && amounts.memory === undefined)
      yield {
        at: memory.span,
        message: `memory is ${shown(memory.value)}; it is a number of MiB, or of GB as in "1 GB"`,
        severity: 'warning',
      }
    if (cpu === undefined || fargate || windows || (cpu.value >= least && cpu.value <= most)) return
    yield { at: cpu.span, message: `cpu is ${cpu.value} units; a task takes ${least} to ${most}`, severity: 'warning' }
  },
}

const least = 128
const most = 196608

function shown(value: string): string {
  return value === '' ? 'empty' : JSON.stringify(value.slice(0, 80))
}
