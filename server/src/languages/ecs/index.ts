import { jsonRules } from '../../rules/json.ts'
import { type RuleSettings, run, weigh } from '../../rules/run.ts'
import { formatJson } from '../../syntax/json-format.ts'
import { surroundings } from '../../syntax/structure.ts'
import type { Finding } from '../../text/finding.ts'
import type { Language, Reading } from '../language.ts'
import { claimsTaskDefinition } from './claims.ts'
import { completeTaskDefinition } from './completions.ts'
import { readTaskDefinition, type TaskDefinition } from './document.ts'
import { foldsOf } from './folds.ts'
import { withoutHalfTyped } from './half-typed.ts'
import { hoverTaskDefinition } from './hovers.ts'
import { linksOf } from './links.ts'
import { outlineOf } from './outline.ts'
import { type Parts, partsOf, rulePartsOf } from './parts.ts'
import { taskDefinitionRules } from './rules/index.ts'
import { conformTaskDefinition, fieldPath } from './schema.ts'
import { schemaRules } from './schema-rules.ts'
import { namesOf } from './symbols.ts'
import { workloadsOf } from './workloads.ts'

/** Task definitions of Amazon ECS, written as JSON. */
export const ecsTaskDefinition: Language = {
  id: 'ecs-task-definition',
  name: 'ECS task definition',
  claims: claimsTaskDefinition,
  triggers: '":',
  rules: [...jsonRules, ...schemaRules, ...taskDefinitionRules],
  read(text, previous) {
    const before = previous !== undefined && isRead(previous) ? previous : undefined
    return reading(readTaskDefinition(text, before?.doc), before?.parts)
  },
}

/** A reading that the next version may build on. A weak map would keep every version of a text until the next full collection of garbage. */
interface Read extends Reading {
  readonly doc: TaskDefinition
  readonly parts: Parts | undefined
}

function isRead(reading: Reading): reading is Read {
  return 'doc' in reading && 'parts' in reading
}

function reading(doc: TaskDefinition, before: Parts | undefined): Read {
  const parts = partsOf(doc, before)
  return {
    text: doc.text,
    doc,
    parts,
    check: (settings, bug) => check(doc, parts, settings, bug),
    complete: (offset) => completeTaskDefinition(doc, offset),
    hover: (offset) => hoverTaskDefinition(doc, offset),
    outline: () => outlineOf(doc),
    names: () => namesOf(doc),
    folds: () => foldsOf(doc),
    selections: (offset) => surroundings(doc.text, doc.root, offset),
    links: () => linksOf(doc),
    format: (style) => formatJson(doc.text, doc, style),
    workloads: () => workloadsOf(doc),
  }
}

function check(
  doc: TaskDefinition,
  parts: Parts | undefined,
  settings: RuleSettings,
  bug?: (rule: string, error: unknown) => void,
): readonly Finding[] {
  const options = {
    settings,
    path: (_: unknown, { at }: { at: Finding['span'] }) => fieldPath(doc, at) || undefined,
    ...(bug && { bug }),
  }
  const own = parts?.doc === doc ? parts : undefined
  const said = [
    ...weigh(conformTaskDefinition(doc, own), settings),
    ...run(taskDefinitionRules, doc, { ...options, ...(own && { parts: rulePartsOf(own) }) }),
  ]
  const typed = {
    errors: doc.errors,
    root: doc.definition ?? doc.root,
    prefix: doc.shape === 'containers' ? ['containerDefinitions'] : [],
    fieldPath: (span: Finding['span']) => fieldPath(doc, span),
  }
  return [...run(jsonRules, doc, options), ...withoutHalfTyped(typed, said)]
}
