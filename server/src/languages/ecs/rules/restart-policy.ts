import type { Problem, Rule } from '../../../rules/rule.ts'
import { get, type Node } from '../../../syntax/node.ts'
import { keySpan, type TaskDefinition } from '../document.ts'
import { booleanAt, numberAt } from '../field.ts'
import { changeTo, guess } from '../fix.ts'

/** When a container may be restarted without its task. */
export const restartPolicy: Rule<TaskDefinition> = {
  id: 'restart-policy',
  aliases: ['restart-period', 'restart-attempt-period'],
  severity: 'error',
  summary:
    'A `restartPolicy` has a `restartAttemptPeriod` of 60 to 1800 s and at most 50 `ignoredExitCodes`; both work only where it is enabled.',
  why: "RegisterTaskDefinition answers `The 'restartAttemptPeriod' setting for container 'x' must be between 60 and 1800.` That more exit codes are refused is documented only, so it is a warning; a policy that is switched off but filled in gets a hint.",
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "restartPolicy": { "enabled": true, "restartAttemptPeriod": 59 } },
                                                                                                                       ^^ restartAttemptPeriod is 59 s; it can be 60 to 1800 s
    { "name": "api", "image": "api:1", "memory": 128, "restartPolicy": { "enabled": true, "restartAttemptPeriod": 1801 } },
                                                                                                                  ^^^^ restartAttemptPeriod is 1801 s; it can be 60 to 1800 s
    { "name": "db", "image": "postgres:17", "memory": 128, "restartPolicy": { "enabled": false, "ignoredExitCodes": [0] } }
                                                                                         ^^^^^ the restart policy is not enabled; ignoredExitCodes has no effect
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "restartPolicy": { "enabled": true, "restartAttemptPeriod": 60, "ignoredExitCodes": [0, 143] }
    },
    { "name": "api", "image": "api:1", "memory": 128, "restartPolicy": { "enabled": true, "restartAttemptPeriod": 1800 } },
    { "name": "db", "image": "postgres:17", "memory": 128, "restartPolicy": { "enabled": false, "ignoredExitCodes": [] } },
    { "name": "side", "image": "side:1", "memory": 128, "restartPolicy": { "enabled": \${RESTART}, "restartAttemptPeriod": 300 } }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['restartPolicy'],
  *check({ containers }) {
    for (const { node } of containers) {
      const policy = get(node, 'restartPolicy')
      yield* period(policy)
      yield* exitCodes(policy)
      yield* disabled(policy)
    }
  },
}

function* period(policy: Node | undefined): Iterable<Problem> {
  const value = numberAt(policy, 'restartAttemptPeriod')
  if (value.kind !== 'known' || (value.value >= 60 && value.value <= 1800)) return
  yield {
    at: value.span,
    message: `restartAttemptPeriod is ${value.value} s; it can be 60 to 1800 s`,
    fixes: guess(changeTo(value.span, value.value < 60 ? 60 : 1800)),
  }
}

function* exitCodes(policy: Node | undefined): Iterable<Problem> {
  const codes = get(policy, 'ignoredExitCodes')
  const key = keySpan(policy, 'ignoredExitCodes')
  if (codes?.kind !== 'list' || key === undefined || codes.items.length <= 50) return
  yield { at: key, message: `${codes.items.length} exit codes are ignored; a restart policy takes 50 at most`, severity: 'warning' }
}

function* disabled(policy: Node | undefined): Iterable<Problem> {
  const enabled = booleanAt(policy, 'enabled')
  const said = ['restartAttemptPeriod', 'ignoredExitCodes'].filter((key) => says(get(policy, key)))
  if (enabled.kind !== 'known' || enabled.value || said.length === 0) return
  yield {
    at: enabled.span,
    message: `the restart policy is not enabled; ${said.join(' and ')} ${said.length === 1 ? 'has' : 'have'} no effect`,
    severity: 'hint',
    fixes: guess(changeTo(enabled.span, true)),
  }
}

function says(value: Node | undefined): boolean {
  return value?.kind === 'list' ? value.items.length > 0 : value?.kind === 'scalar' && typeof value.value === 'number'
}
