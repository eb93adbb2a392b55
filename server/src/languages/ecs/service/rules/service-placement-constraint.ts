import type { Rule } from '../../../../rules/rule.ts'
import { keySpan, maps } from '../../document.ts'
import { filledAt, lacks, stringAt } from '../../field.ts'
import { removeProperty } from '../../fix.ts'
import { queryProblems } from '../../query-problems.ts'
import type { ServiceDefinition } from '../document.ts'

const mostConstraints = 10

/** Which instances may take a task of the service. */
export const servicePlacementConstraint: Rule<ServiceDefinition> = {
  id: 'service-placement-constraint',
  severity: 'error',
  summary:
    'Of at most ten placement constraints, one of type `memberOf` has an `expression` of the cluster query language, one of type `distinctInstance` has none.',
  why: 'CreateService answers `distinctInstance expression should not be specified.` That `memberOf` needs an expression, and how many constraints there can be, is documented: a warning.',
  source: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementConstraint.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html',
  ],
  examples: {
    bad: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "placementConstraints": [
    { "type": "distinctInstance", "expression": "attribute:stack == prod" },
                                  ^^^^^^^^^^^^ distinctInstance takes no expression
    { "type": "memberOf" }
              ^^^^^^^^^^ memberOf needs an expression
  ]
}`,
    ],
    good: [
      `{
  "serviceName": "web",
  "taskDefinition": "web",
  "placementConstraints": [
    { "type": "distinctInstance" },
    { "type": "memberOf", "expression": "attribute:ecs.instance-type =~ t3.*" }
  ]
}`,
    ],
  },
  *check({ text, service }) {
    const constraints = maps(service, 'placementConstraints')
    const at = keySpan(service, 'placementConstraints')
    if (at !== undefined && constraints.length > mostConstraints)
      yield { at, message: `${constraints.length} constraints are given; there can be ${mostConstraints}`, severity: 'warning' }
    for (const { node } of constraints) {
      const type = stringAt(node, 'type')
      const expression = stringAt(node, 'expression')
      if (type.kind !== 'known') continue
      const found = filledAt(node, 'expression')
      if (type.value === 'distinctInstance' && found !== undefined)
        yield { at: found.key.span, message: 'distinctInstance takes no expression', fixes: removeProperty(text, node, 'expression') }
      if (type.value !== 'memberOf') continue
      if (lacks(node, 'expression')) yield { at: type.span, message: 'memberOf needs an expression', severity: 'warning' }
      yield* queryProblems(text, expression)
    }
  },
}
