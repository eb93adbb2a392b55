import type { Rule } from '../../../rules/rule.ts'
import type { Related } from '../../../text/finding.ts'
import { maps, type TaskDefinition } from '../document.ts'
import { type Field, stringAt } from '../field.ts'

/** A secret becomes an environment variable, and a container has one of each name. */
export const secretNameUnique: Rule<TaskDefinition> = {
  id: 'secret-name-unique',
  aliases: ['secret-environment-overlap'],
  severity: 'warning',
  summary: 'The name of a secret is used once in a container and by no environment variable of it.',
  why: 'The secret arrives as an environment variable of that name. The documentation demands names that are unique over `secrets` and `environment`.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "executionRoleArn": "ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "environment": [{ "name": "TOKEN", "value": "none" }],
      "secrets": [
        { "name": "TOKEN", "valueFrom": "/web/token" },
                  ^^^^^^^ the name TOKEN is taken by another secret or variable of this container
        { "name": "KEY", "valueFrom": "/web/key" },
        { "name": "KEY", "valueFrom": "/web/other" }
                  ^^^^^ the name KEY is taken by another secret or variable of this container
      ]
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "executionRoleArn": "ecsTaskExecutionRole",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "environment": [{ "name": "token", "value": "none" }, { "name": "\${NAME}", "value": "1" }],
      "secrets": [{ "name": "TOKEN", "valueFrom": "/web/token" }, { "name": "\${NAME}", "valueFrom": "/web/key" }]
    },
    {
      "name": "api",
      "image": "api:1",
      "memory": 128,
      "environment": [{ "name": "TOKEN", "value": "none" }]
    }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['environment', 'secrets'],
  *check({ containers }) {
    for (const { node } of containers) {
      const secrets = maps(node, 'secrets')
      if (secrets.length === 0) continue
      const taken = new Map<string, Related>()
      for (const { node: variable } of maps(node, 'environment')) remember(taken, stringAt(variable, 'name'), 'the variable')
      for (const { node: secret } of secrets) {
        const name = stringAt(secret, 'name')
        const other = remember(taken, name, 'the first secret')
        if (other === undefined || name.kind !== 'known') continue
        yield {
          at: name.span,
          message: `the name ${name.value} is taken by another secret or variable of this container`,
          related: [other],
        }
      }
    }
  },
}

/** Takes a name if it is free; else says who has it. Names that are not known are nobody's. */
function remember(taken: Map<string, Related>, name: Field<string>, message: string): Related | undefined {
  if (name.kind !== 'known' || name.value === '') return undefined
  const other = taken.get(name.value)
  if (other === undefined) taken.set(name.value, { span: name.span, message })
  return other
}
