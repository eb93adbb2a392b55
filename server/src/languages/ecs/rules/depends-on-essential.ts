import type { Rule } from '../../../rules/rule.ts'
import { isWhole } from '../../../syntax/node.ts'
import { dependencies } from '../dependencies.ts'
import type { TaskDefinition } from '../document.ts'
import { addProperty, changeTo, guess } from '../fix.ts'

/** When an essential container ends the task ends, so nobody can wait for its end. */
export const dependsOnEssential: Rule<TaskDefinition> = {
  id: 'depends-on-essential',
  severity: 'error',
  summary: 'With the condition `SUCCESS` or `COMPLETE` a container waits for one that is not essential.',
  why: 'RegisterTaskDefinition answers `A dependency container with SUCCESS or COMPLETE condition cannot be an essential container`. A container is essential unless it says `"essential": false`.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html',
    'https://github.com/boto/boto3/issues/2436',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "migration", "image": "flyway:10", "memory": 128 },
    { "name": "seed", "image": "seed:1", "memory": 128, "essential": true },
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "dependsOn": [
        { "containerName": "migration", "condition": "SUCCESS" },
                                                     ^^^^^^^^^ condition is SUCCESS, but container "migration" is essential and takes the task with it when it ends
        { "containerName": "seed", "condition": "COMPLETE" }
                                                ^^^^^^^^^^ condition is COMPLETE, but container "seed" is essential and takes the task with it when it ends
      ]
    }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "migration", "image": "flyway:10", "memory": 128, "essential": false },
    { "name": "seed", "image": "seed:1", "memory": 128, "essential": \${ESSENTIAL} },
    { "name": "cache", "image": "redis:7", "memory": 128 },
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "dependsOn": [
        { "containerName": "migration", "condition": "SUCCESS" },
        { "containerName": "seed", "condition": "COMPLETE" },
        { "containerName": "cache", "condition": "START" }
      ]
    }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['dependsOn', 'essential', 'name'],
  *check(doc) {
    for (const { from, to, condition } of dependencies(doc)) {
      if (to === undefined || to === from || condition.kind !== 'known' || !/^(SUCCESS|COMPLETE)$/.test(condition.value)) continue
      const { essential } = to
      if (
        essential.kind === 'unknown' ||
        (essential.kind === 'absent' && !isWhole(to.node)) ||
        (essential.kind === 'known' && !essential.value)
      )
        continue
      const written = essential.kind === 'known'
      yield {
        at: condition.span,
        message: `condition is ${condition.value}, but ${to.label} is essential and takes the task with it when it ends`,
        related: [
          { span: written ? essential.span : to.anchor, message: written ? 'essential here' : 'essential, as it does not say otherwise' },
        ],
        fixes: guess([
          ...(written
            ? changeTo(essential.span, false, `Make ${to.label} not essential`)
            : addProperty(doc.text, to.node, 'essential', false, `Make ${to.label} not essential`)),
          ...changeTo(condition.span, 'START'),
        ]),
      }
    }
  },
}
