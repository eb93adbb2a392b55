import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { onlyOnFargate } from '../fargate.ts'
import { filledAt } from '../field.ts'
import { guess, removeProperty } from '../fix.ts'

/** Constraints choose among container instances, and Fargate has none to choose from. */
export const fargatePlacementConstraints: Rule<TaskDefinition> = {
  id: 'fargate-placement-constraints',
  severity: 'error',
  summary: 'On Fargate there are no `placementConstraints`.',
  why: 'RegisterTaskDefinition answers `Fargate compatible task definitions do not support constraints`. Fargate spreads tasks over the Availability Zones of the subnets; what CPU architecture and system they get says `runtimePlatform`.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:ecs.os-type == linux" }],
  ^^^^^^^^^^^^^^^^^^^^^^ Fargate does not support placement constraints
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "requiresCompatibilities": ["FARGATE"],
  "networkMode": "awsvpc", "cpu": "256", "memory": "512",
  "placementConstraints": [],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27" }]
}`,
      `{
  "family": "web",
  "placementConstraints": [{ "type": "memberOf", "expression": "attribute:ecs.os-type == linux" }],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check(doc) {
    const { text, definition, fargate } = doc
    const constraints = filledAt(definition, 'placementConstraints')
    if (!fargate || definition === undefined || constraints === undefined) return
    const fixes = removeProperty(text, definition, 'placementConstraints')
    yield {
      at: constraints.key.span,
      message: 'Fargate does not support placement constraints',
      fixes: onlyOnFargate(doc) ? fixes : guess(fixes),
    }
  },
}
