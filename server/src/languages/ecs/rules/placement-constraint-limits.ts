import type { Rule } from '../../../rules/rule.ts'
import { keySpan, maps, type TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'

/** How many constraints there may be and how long they are. What the expressions say is not judged here. */
export const placementConstraintLimits: Rule<TaskDefinition> = {
  id: 'placement-constraint-limits',
  severity: 'warning',
  summary: 'A task definition has at most ten `placementConstraints`, each with an `expression` of at most 2,000 characters.',
  why: 'The limits are documented. The ten include those that a service or RunTask adds.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinitionPlacementConstraint.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "placementConstraints": [
  ^^^^^^^^^^^^^^^^^^^^^^ 11 placement constraints are given; there can be 10 at most
    { "type": "memberOf", "expression": "attribute:a exists" }, { "type": "memberOf", "expression": "attribute:b exists" },
    { "type": "memberOf", "expression": "attribute:c exists" }, { "type": "memberOf", "expression": "attribute:d exists" },
    { "type": "memberOf", "expression": "attribute:e exists" }, { "type": "memberOf", "expression": "attribute:f exists" },
    { "type": "memberOf", "expression": "attribute:g exists" }, { "type": "memberOf", "expression": "attribute:h exists" },
    { "type": "memberOf", "expression": "attribute:i exists" }, { "type": "memberOf", "expression": "attribute:j exists" },
    { "type": "memberOf", "expression": "attribute:k exists" }
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "placementConstraints": [
    { "type": "memberOf", "expression": "attribute:ecs.instance-type =~ t3.*" },
    { "type": "memberOf", "expression": "\${EXPRESSION}" }
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check({ definition, fargate }) {
    const constraints = maps(definition, 'placementConstraints')
    const key = keySpan(definition, 'placementConstraints')
    // Fargate takes no constraints at all.
    if (fargate || key === undefined) return
    if (constraints.length > mostConstraints)
      yield { at: key, message: `${constraints.length} placement constraints are given; there can be ${mostConstraints} at most` }
    for (const { node } of constraints) {
      const expression = stringAt(node, 'expression')
      if (expression.kind !== 'known' || expression.value.length <= longest) continue
      yield { at: expression.key, message: `the expression has ${expression.value.length} characters; it can have ${longest}` }
    }
  },
}

const mostConstraints = 10
const longest = 2000
