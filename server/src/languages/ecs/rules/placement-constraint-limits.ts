import type { Problem, Rule } from '../../../rules/rule.ts'
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
  "placementConstraints": [{ "type": "memberOf" }],
                                     ^^^^^^^^^^ memberOf says nothing without an expression
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
  *check({ definition, fargate }) {
    const constraints = maps(definition, 'placementConstraints')
    const key = keySpan(definition, 'placementConstraints')
    // Fargate takes no constraints at all.
    if (fargate || key === undefined) return
    if (constraints.length > mostConstraints)
      yield { at: key, message: `${constraints.length} placement constraints are given; there can be ${mostConstraints} at most` }
    for (const { node } of constraints) yield* expression(node)
  },
}

function* expression(constraint: Parameters<typeof stringAt>[0]): Iterable<Problem> {
  const type = stringAt(constraint, 'type')
  const written = stringAt(constraint, 'expression')
  if (written.kind === 'absent' && type.kind === 'known' && type.value === 'memberOf')
    yield { at: type.span, message: 'memberOf says nothing without an expression' }
  if (written.kind === 'known' && written.value.length > longest)
    yield { at: written.key, message: `the expression has ${written.value.length} characters; it can have ${longest}` }
}

const mostConstraints = 10
const longest = 2000
