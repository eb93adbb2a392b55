import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { asksReader } from '../names.ts'

/** Who runs the commands of a container. */
export const containerUser: Rule<TaskDefinition> = {
  id: 'container-user',
  severity: 'warning',
  summary: 'A `user` is a name or a number, and behind a colon perhaps a group, by name or number too; numbers are not negative.',
  why: 'A negative number is no user of Linux, and Docker refuses to start the container. More than one colon is none of the documented forms.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "user": "-1" },
                                                                   ^^^^ -1 is no number of a user or group; they begin at 0
    { "name": "api", "image": "api:1", "memory": 128, "user": "1000:-1000" },
                                                              ^^^^^^^^^^^^ -1000 is no number of a user or group; they begin at 0
    { "name": "db", "image": "postgres:17", "memory": 128, "user": "postgres:postgres:data" }
                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^ user is postgres:postgres:data; it is a user, or a user:group
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "user": "nginx" },
    { "name": "api", "image": "api:1", "memory": 128, "user": "0:0" },
    { "name": "db", "image": "postgres:17", "memory": 128, "user": "postgres:999" },
    { "name": "side", "image": "side:1", "memory": 128, "user": "\${USER}:\${GROUP}:x" }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['user'],
  *check({ containers }) {
    for (const { node } of containers) {
      const user = stringAt(node, 'user')
      if (user.kind !== 'known' || asksReader(user.value)) continue
      const parts = user.value.split(':')
      const negative = parts.find((part) => /^-\d+$/.test(part))
      if (negative !== undefined) yield { at: user.span, message: `${negative} is no number of a user or group; they begin at 0` }
      else if (parts.length > 2) yield { at: user.span, message: `user is ${user.value}; it is a user, or a user:group` }
    }
  },
}
