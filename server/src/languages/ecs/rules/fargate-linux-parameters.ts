import type { Problem, Rule } from '../../../rules/rule.ts'
import { get, type MapNode } from '../../../syntax/node.ts'
import { keySpan, type TaskDefinition } from '../document.ts'
import { onlyOnFargate } from '../fargate.ts'
import { filledAt, numberAt } from '../field.ts'
import { guess, removeProperties, removeProperty } from '../fix.ts'

/** Devices, shared memory and swap belong to a host, and on Fargate there is none to configure. */
export const fargateLinuxParameters: Rule<TaskDefinition> = {
  id: 'fargate-linux-parameters',
  aliases: ['fargate-devices', 'fargate-shared-memory-size', 'fargate-swap'],
  severity: 'error',
  summary: 'On Fargate `linuxParameters` has no `devices`, `sharedMemorySize`, `maxSwap` or `swappiness`.',
  why: 'RegisterTaskDefinition answers `Fargate compatible task definitions do not support devices` (or `sharedMemorySize`, `maxSwap`). For `swappiness` the same is documented, so it is a warning. `initProcessEnabled`, `capabilities` and `tmpfs` may stand there.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html'],
  examples: {
    bad: [
      `{
  "family": "browser",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "1024", "memory": "2048",
  "containerDefinitions": [
    {
      "name": "chrome",
      "image": "chrome:131",
      "linuxParameters": {
        "devices": [{ "hostPath": "/dev/fuse" }],
        ^^^^^^^^^ Fargate gives no devices to containers
        "sharedMemorySize": 512,
        ^^^^^^^^^^^^^^^^^^ sharedMemorySize is 512 MiB; Fargate does not let it be set
        "maxSwap": 0,
        ^^^^^^^^^ Fargate does not support maxSwap
        "swappiness": 10
        ^^^^^^^^^^^^ Fargate does not support swappiness
      }
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "browser",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "1024", "memory": "2048",
  "containerDefinitions": [
    {
      "name": "chrome",
      "image": "chrome:131",
      "linuxParameters": {
        "devices": [],
        "sharedMemorySize": \${SHM},
        "initProcessEnabled": true,
        "tmpfs": [{ "containerPath": "/run", "size": 64 }]
      }
    }
  ]
}`,
      `{
  "family": "browser",
  "containerDefinitions": [
    { "name": "chrome", "image": "chrome:131", "memory": 2048, "linuxParameters": { "sharedMemorySize": 512 } }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['linuxParameters'],
  *check(doc) {
    if (!doc.fargate) return
    for (const { node } of doc.containers) {
      const parameters = get(node, 'linuxParameters')
      if (parameters?.kind === 'map') yield* problems(doc, parameters)
    }
  },
}

function* problems(doc: TaskDefinition, parameters: MapNode): Iterable<Problem> {
  const devices = filledAt(parameters, 'devices')
  if (devices !== undefined)
    yield {
      at: devices.key.span,
      message: 'Fargate gives no devices to containers',
      fixes: guess(removeProperty(doc.text, parameters, 'devices')),
    }
  const shared = numberAt(parameters, 'sharedMemorySize')
  // Zero asks for nothing.
  if (shared.kind === 'known' && shared.value > 0)
    yield {
      at: shared.key,
      message: `sharedMemorySize is ${shared.value} MiB; Fargate does not let it be set`,
      fixes: guess(removeProperty(doc.text, parameters, 'sharedMemorySize')),
    }
  yield* swap(doc, parameters)
}

/** Without swap to configure, taking these away changes nothing, unless the definition is meant for EC2 too. */
function* swap(doc: TaskDefinition, parameters: MapNode): Iterable<Problem> {
  const written = ['maxSwap', 'swappiness'].filter((key) => numberAt(parameters, key).kind === 'known')
  for (const key of written) {
    const at = keySpan(parameters, key)
    const fixes = removeProperties(doc.text, parameters, written)
    if (at === undefined) continue
    yield {
      at,
      message: `Fargate does not support ${key}`,
      fixes: onlyOnFargate(doc) ? fixes : guess(fixes),
      ...(key === 'swappiness' && { severity: 'warning' as const }),
    }
  }
}
