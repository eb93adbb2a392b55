import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { nameProblem } from '../names.ts'

/** Containers find each other by name, and so do load balancers and logs. */
export const containerName: Rule<TaskDefinition> = {
  id: 'container-name',
  severity: 'error',
  summary: 'A container name has 1 to 255 letters, digits, hyphens and underscores.',
  why: 'RegisterTaskDefinition answers `Container.name contains invalid characters.` The length is documented, so a name that is too long is a warning.',
  source: [
    'https://github.com/hashicorp/terraform-provider-aws/issues/5950',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web.app", "image": "nginx:1.27", "memory": 128 },
              ^^^^^^^^^ name contains "."; it takes letters, digits, - and _
    { "name": "", "image": "envoy:1.31", "memory": 128 }
              ^^ name is empty; every container needs one
  ]
}`,
      `[
  { "name": "web app", "image": "nginx:1.27", "memory": 128 }
            ^^^^^^^^^ name contains " "; it takes letters, digits, - and _
]`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "-Web_app-2", "image": "nginx:1.27", "memory": 128 },
    { "name": "{{ name }}", "image": "envoy:1.31", "memory": 128 },
    { "image": "envoy:1.31", "memory": 128 }
  ]
}`,
    ],
  },
  about: 'container',
  reads: ['name'],
  *check({ containers }) {
    for (const { name } of containers) {
      if (name.kind === 'known' && name.value === '') yield { at: name.span, message: 'name is empty; every container needs one' }
      else yield* nameProblem(name, 'name')
    }
  },
}
