import type { Rule } from '../../../rules/rule.ts'
import type { Stage } from '../check.ts'
import type { KubernetesDocument } from '../document.ts'
import { duplicateField } from './duplicate-field.ts'
import { fieldType } from './field-type.ts'
import { unknownField } from './unknown-field.ts'
import { unknownKind } from './unknown-kind.ts'
import { yamlSyntax } from './yaml-syntax.ts'

/** The rules about reading a document, in alphabetical order, each with the stage in which the server would say the same. */
export const readRules: readonly { readonly stage: Stage; readonly rule: Rule<KubernetesDocument> }[] = [
  { stage: 'strict', rule: duplicateField },
  { stage: 'decode', rule: fieldType },
  { stage: 'strict', rule: unknownField },
  { stage: 'decode', rule: unknownKind },
  { stage: 'yaml', rule: yamlSyntax },
]
