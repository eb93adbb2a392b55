import type { Rule } from '../../../rules/rule.ts'
import type { Stage } from '../check.ts'
import type { KubernetesDocument } from '../document.ts'
import { yamlSyntax } from './yaml-syntax.ts'

/** The rules about reading a document, each with the stage in which the server would say the same. */
export const readRules: readonly { readonly stage: Stage; readonly rule: Rule<KubernetesDocument> }[] = [
  { stage: 'yaml', rule: yamlSyntax },
]
