import type { Problem, Rule } from '../../../rules/rule.ts'
import { get, type ListNode, text } from '../../../syntax/node.ts'
import { hasPlaceholder } from '../../../syntax/placeholder.ts'
import { insert } from '../../../text/edit.ts'
import type { Fix } from '../../../text/finding.ts'
import { keySpan, type TaskDefinition } from '../document.ts'

/** The first word of a health check says how the others are run. */
export const healthCheckCommand: Rule<TaskDefinition> = {
  id: 'health-check-command',
  severity: 'warning',
  summary: 'The `command` of a health check begins with `CMD`, `CMD-SHELL` or `NONE` and is not empty.',
  why: 'It is handed to Docker, which takes the first item for the way to run the others: `CMD` runs them as they are, `CMD-SHELL` hands one string to the shell, `NONE` switches the check off. Definitions that begin with the program itself are registered nevertheless.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["curl -f http://localhost || exit 1"] } },
                                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the command begins with "curl -f http://localhost || e…", not with CMD or CMD-SHELL
    { "name": "api", "image": "api:1", "memory": 128, "healthCheck": { "command": ["curl", "-f", "http://localhost"] } },
                                                                                   ^^^^^^ the command begins with "curl", not with CMD or CMD-SHELL
    { "name": "db", "image": "postgres:17", "memory": 128, "healthCheck": { "command": [] } },
                                                                            ^^^^^^^^^ the command is empty; it begins with CMD, CMD-SHELL or NONE
    { "name": "side", "image": "side:1", "memory": 128, "healthCheck": { "command": ["CMD-SHELL"] } },
                                                                                     ^^^^^^^^^^^ nothing follows CMD-SHELL; the check would run no program
    { "name": "more", "image": "more:1", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl", "-f", "localhost"] } }
                                                                                                          ^^^^ CMD-SHELL runs one string; what follows it is not part of the command line
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "healthCheck": { "command": ["CMD-SHELL", "curl -f localhost || exit 1"] } },
    { "name": "api", "image": "api:1", "memory": 128, "healthCheck": { "command": ["CMD", "curl", "-f", "localhost"] } },
    { "name": "db", "image": "postgres:17", "memory": 128, "healthCheck": { "command": ["NONE"] } },
    { "name": "side", "image": "side:1", "memory": 128, "healthCheck": { "command": ["\${CHECK}", "localhost"] } },
    { "name": "more", "image": "more:1", "memory": 128, "healthCheck": { "command": \${CHECK} } }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['healthCheck'],
  *check({ containers }) {
    for (const { node } of containers) {
      const check = get(node, 'healthCheck')
      const command = get(check, 'command')
      const key = keySpan(check, 'command')
      if (command?.kind !== 'list' || key === undefined) continue
      if (command.items.length === 0) yield { at: key, message: 'the command is empty; it begins with CMD, CMD-SHELL or NONE' }
      else yield* judged(command)
    }
  },
}

function* judged(command: ListNode): Iterable<Problem> {
  const [first, second, third] = command.items
  const way = text(first)
  if (first === undefined || way === undefined || hasPlaceholder(way) || way === 'NONE') return
  if (way !== 'CMD' && way !== 'CMD-SHELL') {
    yield {
      at: first.span,
      message: `the command begins with ${JSON.stringify(shortened(way))}, not with CMD or CMD-SHELL`,
      fixes: ways(command),
    }
  } else if (second === undefined) {
    yield { at: first.span, message: `nothing follows ${way}; the check would run no program` }
  } else if (way === 'CMD-SHELL' && third !== undefined) {
    yield { at: third.span, message: 'CMD-SHELL runs one string; what follows it is not part of the command line' }
  }
}

/** A single string with blanks is meant for a shell, several items are a program and its arguments. */
function ways({ items: [first, ...rest] }: ListNode): readonly Fix[] {
  if (first === undefined) return []
  const shell = rest.length === 0 && /\s/.test(text(first) ?? '')
  return (shell ? ['CMD-SHELL', 'CMD'] : rest.length > 0 ? ['CMD'] : ['CMD', 'CMD-SHELL']).map((way) => ({
    title: `Begin with "${way}"`,
    edits: [insert(first.span.start, `"${way}", `)],
    guess: true,
  }))
}

function shortened(word: string): string {
  return word.length > 30 ? `${word.slice(0, 29)}…` : word
}
