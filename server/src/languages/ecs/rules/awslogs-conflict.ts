import type { Problem, Rule } from '../../../rules/rule.ts'
import { entry } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { changeTo, guess, removeProperty } from '../fix.ts'
import { type Logging, loggingsBy } from '../logging.ts'

/** Options that are known each, but do not go together. */
export const awslogsConflict: Rule<TaskDefinition> = {
  id: 'awslogs-conflict',
  aliases: ['awslogs-multiline', 'awslogs-mode'],
  severity: 'warning',
  summary:
    'Of `awslogs-datetime-format` and `awslogs-multiline-pattern` one is given; `mode` is `blocking` or `non-blocking`; `max-buffer-size` goes with `non-blocking`.',
  why: 'With both, the pattern is ignored or the container does not start. A buffer exists in the non-blocking mode only, which has been the default since 25 June 2025.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "/web",
          "awslogs-region": "eu-west-1",
          "awslogs-datetime-format": "%Y-%m-%d",
          "awslogs-multiline-pattern": "^ERROR",
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ awslogs-multiline-pattern stands beside awslogs-datetime-format; only one of them can be used
          "mode": "blocking",
          "max-buffer-size": "25m"
          ^^^^^^^^^^^^^^^^^ max-buffer-size has no effect; mode is blocking
        }
      }
    },
    {
      "name": "side",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/web", "awslogs-region": "eu-west-1", "mode": "nonblocking" }
                                                                                     ^^^^^^^^^^^^^ mode is "nonblocking"; it can be blocking or non-blocking
      }
    }
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
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "/web",
          "awslogs-region": "eu-west-1",
          "awslogs-multiline-pattern": "^ERROR",
          "max-buffer-size": "25m"
        }
      }
    },
    {
      "name": "side",
      "image": "nginx:1.27",
      "memory": 128,
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": { "awslogs-group": "/web", "awslogs-region": "eu-west-1", "mode": "\${MODE}", "max-buffer-size": "25m" }
      }
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['logConfiguration'],
  *check(doc) {
    for (const logging of loggingsBy(doc, 'awslogs')) {
      yield* multiline(doc, logging)
      yield* mode(doc, logging)
    }
  },
}

function* multiline({ text }: TaskDefinition, { options }: Logging): Iterable<Problem> {
  const format = entry(options, 'awslogs-datetime-format')
  const pattern = entry(options, 'awslogs-multiline-pattern')
  if (options?.kind !== 'map' || format === undefined || pattern === undefined) return
  yield {
    at: pattern.key.span,
    message: 'awslogs-multiline-pattern stands beside awslogs-datetime-format; only one of them can be used',
    related: [{ span: format.key.span, message: 'the other of the two' }],
    fixes: guess([
      ...removeProperty(text, options, 'awslogs-multiline-pattern'),
      ...removeProperty(text, options, 'awslogs-datetime-format'),
    ]),
  }
}

function* mode({ text }: TaskDefinition, { options }: Logging): Iterable<Problem> {
  const written = stringAt(options, 'mode')
  if (options?.kind !== 'map' || written.kind !== 'known') return
  if (written.value === 'blocking') {
    const size = entry(options, 'max-buffer-size')
    if (size === undefined) return
    yield {
      at: size.key.span,
      message: 'max-buffer-size has no effect; mode is blocking',
      related: [{ span: written.span, message: 'the mode' }],
      fixes: guess([
        ...changeTo(written.span, 'non-blocking', 'Change mode to "non-blocking"'),
        ...removeProperty(text, options, 'max-buffer-size'),
      ]),
    }
  } else if (written.value !== 'non-blocking') {
    const fixes = [...changeTo(written.span, 'non-blocking'), ...changeTo(written.span, 'blocking')]
    yield { at: written.span, message: `mode is "${written.value}"; it can be blocking or non-blocking`, fixes: guess(fixes) }
  }
}
