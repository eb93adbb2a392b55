import type { Rule } from '../../../rules/rule.ts'
import { maps, type TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { queryProblems } from '../query-problems.ts'

/** Constraints are written in the cluster query language, which is read when the definition is registered. */
export const placementConstraintExpression: Rule<TaskDefinition> = {
  id: 'placement-constraint-expression',
  aliases: ['cluster-query'],
  severity: 'error',
  summary: 'The `expression` of a placement constraint is a sentence of the cluster query language.',
  why: "RegisterTaskDefinition answers `constraint.expression '...'` is invalid. A subject is `attribute:NAME`, `agentConnected`, `agentVersion`, `ec2InstanceId`, `registeredAt`, `runningTasksCount` or `task:group`. Which operators and values a subject takes is documented, so that is a warning; so is a mixture of `and` and `or` without parentheses.",
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html',
    'https://github.com/aws-samples/aws-cdk-examples/issues/628',
  ],
  examples: {
    bad: [
      `{
  "family": "web",
  "placementConstraints": [
    { "type": "memberOf", "expression": "attributes:ecs.instance-type == t3.large" },
                                         ^^^^^^^^^^^^^^ "attributes:ecs" is not a subject; did you mean attribute
    { "type": "memberOf", "expression": "(attribute:stack == prod" },
                                         ^ expected ) to close this
    { "type": "memberOf", "expression": "runningTasksCount =~ 1.*" },
                                                           ^^ runningTasksCount does not take matches; it takes equals, not_equals, greater_than, greater_than_equal, less_than, less_than_equal
    { "type": "memberOf", "expression": "attribute:stack in prod" },
                                                            ^^^^ expected a list such as [a, b]
    { "type": "memberOf", "expression": "attribute:stack" },
                                                        ^ expected an operator such as == or =~
    { "type": "memberOf", "expression": "" }
                                        ^^ expected a subject such as attribute:NAME or runningTasksCount
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
    good: [
      `{
  "family": "web",
  "placementConstraints": [
    { "type": "memberOf", "expression": "attribute:ecs.instance-type =~ t3.* and (agentConnected==true or not task:group == family:web)" },
    { "type": "memberOf", "expression": "attribute:stack in [prod, 'pre prod']" },
    { "type": "memberOf", "expression": "attribute:stack == \${STACK}" }
  ],
  "containerDefinitions": [{ "name": "web", "image": "nginx:1.27", "memory": 128 }]
}`,
    ],
  },
  about: 'frame',
  *check({ text, definition }) {
    for (const { node } of maps(definition, 'placementConstraints')) yield* queryProblems(text, stringAt(node, 'expression'))
  },
}
