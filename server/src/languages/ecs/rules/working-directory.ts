import type { Rule } from '../../../rules/rule.ts'
import { fromRoot, relativePath } from '../container-path.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { changeTo, guess } from '../fix.ts'

/** Where the commands of a container start. */
export const workingDirectory: Rule<TaskDefinition> = {
  id: 'working-directory',
  severity: 'warning',
  summary: 'A `workingDirectory` is an absolute path.',
  why: "The definition may be registered, but Docker makes no such container: `the working directory 'app' is invalid, it needs to be an absolute path`.",
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "workingDirectory": "app/src" },
                                                                               ^^^^^^^^^ workingDirectory is app/src; it has to be absolute
    { "name": "api", "image": "api:1", "memory": 128, "workingDirectory": "./app" }
                                                                          ^^^^^^^ workingDirectory is ./app; it has to be absolute
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "workingDirectory": "/app" },
    { "name": "api", "image": "api:1", "memory": 128, "workingDirectory": "C:/app" },
    { "name": "db", "image": "postgres:17", "memory": 128, "workingDirectory": "\${HOME}" },
    { "name": "side", "image": "side:1", "memory": 128, "workingDirectory": "" }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['workingDirectory'],
  *check({ containers }) {
    for (const { node } of containers) {
      const path = relativePath(stringAt(node, 'workingDirectory'))
      if (path === undefined) continue
      const meant = fromRoot(path.value)
      yield {
        at: path.span,
        message: `workingDirectory is ${path.value}; it has to be absolute`,
        fixes: meant === undefined ? [] : guess(changeTo(path.span, meant)),
      }
    }
  },
}
