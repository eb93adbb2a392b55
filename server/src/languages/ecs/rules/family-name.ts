import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { nameProblem } from '../names.ts'

/** The family is the name of a task definition; its revisions are counted below it. */
export const familyName: Rule<TaskDefinition> = {
  id: 'family-name',
  aliases: ['family'],
  severity: 'error',
  summary: 'A `family` has 1 to 255 letters, digits, hyphens and underscores.',
  why: 'RegisterTaskDefinition answers `Family contains invalid characters.` The revision does not belong to the family: `web:3` names the third revision of `web`. The length is documented, so a family that is too long is a warning.',
  source: [
    'https://github.com/aws/amazon-ecs-cli/issues/37',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web shop",
            ^^^^^^^^^^ family contains " "; it takes letters, digits, - and _
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
      `{
  "taskDefinition": {
    "family": "web:3",
              ^^^^^^^ family contains ":"; it takes letters, digits, - and _
    "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
  }
}`,
      `{
  "family": "",
            ^^ family is empty; it takes 1 to 255 characters
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "Web_shop-2",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
      `{
  "family": "{your family}",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
      `{
  "family": "web shop \${STAGE}",
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check({ definition }) {
    yield* nameProblem(stringAt(definition, 'family'), 'family')
  },
}
