import { jsonRules } from '../../../rules/json.ts'
import { type RuleSettings, run, weigh } from '../../../rules/run.ts'
import { formatJson } from '../../../syntax/json-format.ts'
import { surroundings } from '../../../syntax/structure.ts'
import type { Finding } from '../../../text/finding.ts'
import type { Language, Reading } from '../../language.ts'
import { foldsOf } from '../folds.ts'
import { withoutHalfTyped } from '../half-typed.ts'
import { arnLinks } from '../links.ts'
import { schemaRules } from '../schema-rules.ts'
import { serviceWorkload } from '../service-workloads.ts'
import { claimsServiceDefinition } from './claims.ts'
import { completeService } from './completions.ts'
import { readServiceDefinition, type ServiceDefinition } from './document.ts'
import { hoverService } from './hover.ts'
import { outlineOfService } from './outline.ts'
import { serviceRules } from './rules/index.ts'
import { conformService, serviceFieldPath } from './schema.ts'

/** Service definitions of Amazon ECS: the input of CreateService, written as JSON. */
export const ecsServiceDefinition: Language = {
  id: 'ecs-service-definition',
  name: 'ECS service definition',
  claims: claimsServiceDefinition,
  triggers: '":',
  rules: [...jsonRules, ...schemaRules.filter(({ id }) => id !== 'wrapped-definition'), ...serviceRules],
  read: (text, _previous, around) => reading(readServiceDefinition(text, around)),
}

function reading(doc: ServiceDefinition): Reading {
  return {
    text: doc.text,
    check: (settings, bug) => check(doc, settings, bug),
    complete: (offset) => completeService(doc, offset),
    hover: (offset) => hoverService(doc, offset),
    outline: () => outlineOfService(doc),
    names: () => [],
    folds: () => foldsOf(doc),
    selections: (offset) => surroundings(doc.text, doc.root, offset),
    links: () => arnLinks(doc.root),
    format: (style) => formatJson(doc.text, doc, style),
    workloads: () => (doc.service === undefined ? [] : [serviceWorkload(doc.text, doc.service)]),
  }
}

function check(doc: ServiceDefinition, settings: RuleSettings, bug?: (rule: string, error: unknown) => void): readonly Finding[] {
  const fieldPath = (span: Finding['span']) => serviceFieldPath(doc, span)
  const options = { settings, path: (_: unknown, { at }: { at: Finding['span'] }) => fieldPath(at) || undefined, ...(bug && { bug }) }
  const said = [...weigh(conformService(doc), settings), ...run(serviceRules, doc, options)]
  return [...run(jsonRules, doc, options), ...withoutHalfTyped({ errors: doc.errors, root: doc.root, prefix: [], fieldPath }, said)]
}
