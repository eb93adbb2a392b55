import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { changeTo, guess } from '../fix.ts'

/** Below some MiB no container starts, whatever is in it. */
export const containerMemoryMinimum: Rule<TaskDefinition> = {
  id: 'container-memory-minimum',
  severity: 'warning',
  summary: 'A container has at least 6 MiB of memory, on Windows 256 MiB.',
  why: 'Docker 20.10 and later reserves 6 MiB for a container, earlier versions 4 MiB. On Windows the container agent raises smaller limits to 256 MiB. A container that may use less than that does not start, or takes more than the task definition says.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    'https://github.com/aws/amazon-ecs-agent',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "memoryReservation": 4 },
                                                                                ^ memoryReservation is 4 MiB; a container takes at least 6 MiB
    { "name": "side", "image": "envoy:1.31", "memory": 0 }
                                                       ^ memory is 0 MiB; a container takes at least 6 MiB
  ]
}`,
      `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "memory": 128 }
                                                 ^^^ memory is 128 MiB; a Windows container takes at least 256 MiB
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 6 },
    { "name": "side", "image": "envoy:1.31", "memory": \${MEMORY} }
  ]
}`,
      `{
  "family": "web",
  "memory": "512",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 0 }
  ]
}`,
      `{
  "family": "web",
  "runtimePlatform": { "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE" },
  "containerDefinitions": [
    { "name": "web", "image": "iis:1", "memory": 256, "memoryReservation": 128 }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['memory', 'memoryReservation'],
  *check({ windows, memory: ofTask, containers }) {
    const platform = windows ? 'a Windows container' : 'a container'
    for (const { memory, memoryReservation } of containers) {
      // The floor on Windows is one of the limit only.
      const judged = windows
        ? [['memory', memory] as const]
        : ([
            ['memory', memory],
            ['memoryReservation', memoryReservation],
          ] as const)
      for (const [key, field] of judged) {
        const least = windows ? 256 : 6
        if (field.kind !== 'known' || field.value >= least) continue
        // Beside the memory of the task a zero says the same as no key at all.
        if (field.value === 0 && ofTask.kind !== 'absent') continue
        yield {
          at: field.span,
          message: `${key} is ${field.value} MiB; ${platform} takes at least ${least} MiB`,
          fixes: guess(changeTo(field.span, least)),
        }
      }
    }
  },
}
