import { jsonRules } from '../../rules/json.ts'
import { run } from '../../rules/run.ts'
import type { Language, Reading } from '../language.ts'
import { claimsTaskDefinition } from './claims.ts'
import { readTaskDefinition, type TaskDefinition } from './document.ts'
import { taskDefinitionRules } from './rules/index.ts'
import { workloadsOf } from './workloads.ts'

/** Task definitions of Amazon ECS, written as JSON. */
export const ecsTaskDefinition: Language = {
  id: 'ecs-task-definition',
  name: 'ECS task definition',
  claims: claimsTaskDefinition,
  rules: [...jsonRules, ...taskDefinitionRules],
  read: (text) => reading(readTaskDefinition(text)),
}

function reading(doc: TaskDefinition): Reading {
  return {
    text: doc.text,
    check: (settings, bug) => {
      const options = { settings, ...(bug && { bug }) }
      return [...run(jsonRules, doc, options), ...run(taskDefinitionRules, doc, options)]
    },
    complete: () => [],
    hover: () => undefined,
    outline: () => [],
    names: () => [],
    folds: () => [],
    selections: () => [],
    links: () => [],
    format: () => [],
    workloads: () => workloadsOf(doc),
  }
}
