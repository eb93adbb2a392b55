import type { Rule } from '../../../rules/rule.ts'
import { entry, isWhole } from '../../../syntax/node.ts'
import type { TaskDefinition } from '../document.ts'

/** A task is its containers. */
export const containerListEmpty: Rule<TaskDefinition> = {
  id: 'container-list-empty',
  severity: 'error',
  summary: 'A task definition has at least one container.',
  why: 'RegisterTaskDefinition answers `Container list cannot be empty`.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": []
                          ^^ the container list is empty; a task has at least one container
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [\${CONTAINERS}]
}`,
      `{
  "family": "web",
  "containerDefinitions": [{{ include "containers" . }}]
}`,
    ],
  },
  about: 'containers',
  reads: [],
  *check({ definition }) {
    const list = entry(definition, 'containerDefinitions')?.value
    if (list?.kind !== 'list' || list.items.length > 0 || !isWhole(list)) return
    yield { at: list.span, message: 'the container list is empty; a task has at least one container' }
  },
}
