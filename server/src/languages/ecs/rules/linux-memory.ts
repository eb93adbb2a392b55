import type { Problem, Rule } from '../../../rules/rule.ts'
import { get, type MapNode } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { lacks, numberAt } from '../field.ts'
import { changeTo, guess, removeProperty } from '../fix.ts'

/** Swap and shared memory of a container on Linux. What Fargate refuses of them is said by `fargate-linux-parameters`. */
export const linuxMemory: Rule<TaskDefinition> = {
  id: 'linux-memory',
  aliases: ['swappiness', 'max-swap', 'shared-memory-size'],
  severity: 'warning',
  summary:
    'In `linuxParameters` the `swappiness` is 0 to 100 and stands beside `maxSwap`; `maxSwap` and `sharedMemorySize` are not negative.',
  why: 'That is how these are documented. Without `maxSwap` the container has the swap configuration of the instance and `swappiness` is ignored, which gets a hint; `maxSwap` 0 forbids swap.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "linuxParameters": { "maxSwap": -1, "swappiness": 101 } },
                                                                                           ^^ maxSwap is -1 MiB; it cannot be negative
                                                                                                             ^^^ swappiness is 101; it can be 0 to 100
    { "name": "api", "image": "api:1", "memory": 128, "linuxParameters": { "swappiness": 10 } },
                                                                           ^^^^^^^^^^^^ maxSwap is left out; without it swappiness has no effect
    { "name": "db", "image": "postgres:17", "memory": 128, "linuxParameters": { "sharedMemorySize": -64 } }
                                                                                                    ^^^ sharedMemorySize is -64 MiB; it cannot be negative
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "linuxParameters": { "maxSwap": 0, "swappiness": 0 } },
    { "name": "api", "image": "api:1", "memory": 128, "linuxParameters": { "maxSwap": \${SWAP}, "swappiness": 100, "sharedMemorySize": 0 } }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['linuxParameters'],
  *check({ text, fargate, containers }) {
    for (const { node } of containers) {
      const parameters = get(node, 'linuxParameters')
      if (parameters?.kind !== 'map') continue
      yield* below(parameters, 'sharedMemorySize')
      if (fargate) continue
      yield* below(parameters, 'maxSwap')
      yield* swappiness(text, parameters)
    }
  },
}

function* below(parameters: MapNode, key: string): Iterable<Problem> {
  const size = numberAt(parameters, key)
  if (size.kind !== 'known' || size.value >= 0) return
  yield { at: size.span, message: `${key} is ${size.value} MiB; it cannot be negative`, fixes: guess(changeTo(size.span, 0)) }
}

function* swappiness(text: string, parameters: MapNode): Iterable<Problem> {
  const value = numberAt(parameters, 'swappiness')
  if (value.kind !== 'known') return
  if (value.value < 0 || value.value > 100)
    yield {
      at: value.span,
      message: `swappiness is ${value.value}; it can be 0 to 100`,
      fixes: guess(changeTo(value.span, value.value < 0 ? 0 : 100)),
    }
  else if (lacks(parameters, 'maxSwap'))
    yield {
      at: value.key,
      message: 'maxSwap is left out; without it swappiness has no effect',
      severity: 'hint',
      fixes: guess(removeProperty(text, parameters, 'swappiness')),
    }
}
