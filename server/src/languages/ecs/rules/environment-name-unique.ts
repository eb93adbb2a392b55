import type { Rule } from '../../../rules/rule.ts'
import { get } from '../../../syntax/node.ts'
import type { Span } from '../../../text/span.ts'
import { maps, type TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { guess, removeItem } from '../fix.ts'
import { areAlternatives } from '../references.ts'

/** A container has one variable of each name. Secrets among them are the matter of `secret-name-unique`. */
export const environmentNameUnique: Rule<TaskDefinition> = {
  id: 'environment-name-unique',
  aliases: ['duplicate-environment'],
  severity: 'warning',
  summary: 'A container sets each variable of its `environment` once.',
  why: 'Only one of the values can arrive, and nothing says which: the other is there by mistake. Letter case counts.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "environment": [
        { "name": "STAGE", "value": "test" },
        { "name": "LEVEL", "value": "info" },
        { "name": "STAGE", "value": "live" }
                  ^^^^^^^ STAGE is set twice in this container
      ]
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
      "environment": [
        { "name": "STAGE", "value": "test" },
        { "name": "stage", "value": "test" },
        { "name": "\${NAME}", "value": "1" },
        { "name": "\${NAME}", "value": "2" }
      ]
    },
    { "name": "api", "image": "api:1", "memory": 128, "environment": [{ "name": "STAGE", "value": "live" }] }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "environment": [
        {% if live %}
        { "name": "STAGE", "value": "live" }
        {% else %}
        { "name": "STAGE", "value": "test" }
        {% endif %}
      ]
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['environment'],
  *check({ text, containers }) {
    for (const container of containers) {
      const list = get(container.node, 'environment')
      if (list?.kind !== 'list' || areAlternatives(list)) continue
      const first = new Map<string, Span>()
      for (const { node } of maps(container.node, 'environment')) {
        const name = stringAt(node, 'name')
        if (name.kind !== 'known' || name.value === '') continue
        const other = first.get(name.value)
        if (other === undefined) first.set(name.value, name.span)
        else
          yield {
            at: name.span,
            message: `${name.value} is set twice in this container`,
            related: [{ span: other, message: 'the first value' }],
            fixes: guess(removeItem(text, list, node)),
          }
      }
    }
  },
}
