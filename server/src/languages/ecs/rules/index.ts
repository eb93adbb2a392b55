import type { Rule } from '../../../rules/rule.ts'
import type { TaskDefinition } from '../document.ts'
import { containerNameUnique } from './container-name-unique.ts'

/** Every rule about task definitions, in alphabetical order. */
export const taskDefinitionRules: readonly Rule<TaskDefinition>[] = [containerNameUnique]
