import { listed } from '../../../placement/words.ts'
import type { Problem, Rule } from '../../../rules/rule.ts'
import { type TaskAmount, writtenAmounts } from '../amounts.ts'
import type { TaskDefinition } from '../document.ts'
import { changeTo, guess } from '../fix.ts'
import { cpusWith, fargateSizes, memoriesInWords } from '../size.ts'

/** Fargate has a list of sizes, and no others. */
export const fargateSize: Rule<TaskDefinition> = {
  id: 'fargate-size',
  aliases: ['E3047', 'fargate-cpu-memory'],
  severity: 'error',
  summary: '`cpu` and `memory` of a Fargate task are one of the sizes that Fargate offers.',
  why: 'RegisterTaskDefinition answers `No Fargate configuration exists for given values`. Every CPU size has its own range of memory; Windows starts at 1 vCPU and ends at 4.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "256",
  "memory": "700",
            ^^^^^ memory is 700 MiB; Fargate with 256 CPU units takes 512, 1024 or 2048 MiB
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["EC2", "FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "8 vCPU",
  "memory": "17 GB",
            ^^^^^^^ memory is 17408 MiB; Fargate with 8192 CPU units takes 16384 to 61440 MiB in steps of 4096
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "300",
         ^^^^^ cpu is 300 units; Fargate takes 256, 512, 1024, 2048, 4096, 8192 or 16384
  "memory": "512",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "cpu": "512",
         ^^^^^ cpu is 512 units; Fargate on Windows takes 1024, 2048 or 4096
  "memory": "2048",
  "containerDefinitions": [{ "name": "web", "image": "iis:1" }]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "\${CPU}",
  "memory": "700",
            ^^^^^ memory is 700 MiB; no Fargate size has this amount
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": " .25 vcpu ",
  "memory": "0.5GB",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc",
  "cpu": "16 VCPU",
  "memory": "\${MEMORY}",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
      `{
  "family": "web",
  "requiresCompatibilities": ["EC2"],
  "cpu": "300",
  "memory": "700",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
    ],
  },
  about: 'frame',
  *check(doc) {
    if (!doc.fargate) return
    const { cpu, memory } = writtenAmounts(doc)
    const memories = cpu === undefined ? undefined : fargateSizes(doc.windows).get(cpu.value)
    if (cpu !== undefined && memories === undefined) yield noSuchCpu(doc, cpu, memory)
    else if (memory !== undefined && memories !== undefined) yield* pair(doc, cpu, memory, memories)
    else if (memory !== undefined) yield* alone(doc, memory)
  },
}

function noSuchCpu({ windows }: TaskDefinition, cpu: TaskAmount, memory: TaskAmount | undefined): Problem {
  const sizes = fargateSizes(windows)
  const offered = [...sizes.keys()]
  const suitable = memory === undefined ? [] : cpusWith(sizes, memory.value)
  return {
    at: cpu.span,
    message: `cpu is ${cpu.value} units; Fargate${windows ? ' on Windows' : ''} takes ${listed(offered.map(String), 'or')}`,
    fixes: guess(nearestFirst(suitable.length > 0 ? suitable : offered, cpu.value).flatMap((value) => changeTo(cpu.span, String(value)))),
  }
}

function* pair(
  { windows }: TaskDefinition,
  cpu: TaskAmount | undefined,
  memory: TaskAmount,
  memories: readonly number[],
): Iterable<Problem> {
  if (cpu === undefined || memories.includes(memory.value)) return
  const sizes = fargateSizes(windows)
  const others = nearestFirst(cpusWith(sizes, memory.value), cpu.value)
  yield {
    at: memory.span,
    message: `memory is ${memory.value} MiB; Fargate with ${cpu.value} CPU units takes ${memoriesInWords(memories)}`,
    related: [{ span: cpu.span, message: 'the CPU units of the task' }],
    fixes: guess([
      ...nearestFirst(memories, memory.value).flatMap((value) => changeTo(memory.span, String(value))),
      ...others.flatMap((value) => changeTo(cpu.span, String(value), `Change cpu to "${value}"`)),
    ]),
  }
}

/** Of memory whose CPU is not known it can still be said that no size has it. */
function* alone({ windows }: TaskDefinition, memory: TaskAmount): Iterable<Problem> {
  const all = [...fargateSizes(windows).values()].flat()
  if (all.includes(memory.value)) return
  yield {
    at: memory.span,
    message: `memory is ${memory.value} MiB; no Fargate size has this amount`,
    fixes: guess(nearestFirst(all, memory.value).flatMap((value) => changeTo(memory.span, String(value)))),
  }
}

/** The next larger value, for what was asked should fit, then the next smaller one. */
function nearestFirst(values: readonly number[], asked: number): readonly number[] {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  const above = sorted.find((value) => value > asked)
  const below = sorted.findLast((value) => value < asked)
  return [above, below].filter((value) => value !== undefined)
}
