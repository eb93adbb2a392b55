import { schema } from '../../../../../schemas/generated/ecs-service-definition.ts'
import { definition } from '../../../../../schemas/generated/ecs-service-definition.validate.js'
import { conform } from '../../../schema/conform.ts'
import { bundleOf } from '../../../schema/load.ts'
import { insertEntry, removeChildren, renameKey, replaceValue, unwrapList, wrapInList } from '../../../syntax/json-edit.ts'
import { pathAt, pathText } from '../../../syntax/path.ts'
import type { Finding } from '../../../text/finding.ts'
import type { Span } from '../../../text/span.ts'
import type { ServiceDefinition } from './document.ts'

/** The schema of service definitions: what the pinned SDK says, and over it what we know. */
export const serviceBundle = bundleOf(schema)

/** What a service definition says against its schema. */
export function conformService({ text, root, errors }: ServiceDefinition): readonly Finding[] {
  if (root === undefined) return []
  return conform({
    text,
    root,
    bundle: serviceBundle,
    shape: 'definition',
    validate: definition,
    edits: { insertEntry, removeChildren, renameKey, replaceValue, unwrapList, wrapInList },
    broken: errors.filter(({ code }) => code === 'json-syntax').map(({ span }) => span),
    nulls: 'refused',
    unknownKeys: 'error',
  })
}

/** The field at a span as the service writes it: `deploymentConfiguration.maximumPercent`. */
export function serviceFieldPath({ root }: ServiceDefinition, where: Span): string {
  return pathText(pathAt(root, where))
}
