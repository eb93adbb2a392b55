import { childSchema, schemaAt } from '../../schema/at.ts'
import { type KeyOffer, ranks } from '../../schema/complete.ts'
import type { Schema } from '../../schema/schema.ts'
import { at, get, type Step, text } from '../../syntax/node.ts'
import { completeJson } from '../json-completion.ts'
import type { Completion } from '../language.ts'
import type { TaskDefinition } from './document.ts'
import { describeTaskDefinitionField } from './hovers.ts'
import { logOptionsSchema } from './log-options.ts'
import { queryAt } from './query-completions.ts'
import { schemaRoot, taskDefinitionBundle } from './schema.ts'
import { bodies, documents } from './snippets.ts'
import { suggestedValues } from './suggestions.ts'

/** What can be written at an offset of a task definition. */
export function completeTaskDefinition(doc: TaskDefinition, offset: number): readonly Completion[] {
  const root = schemaRoot(doc)
  const node = root?.node ?? doc.root
  const bundle = taskDefinitionBundle()
  const schema = root?.schema ?? bundle.roots.definition
  if (schema === undefined) return []
  const query = queryAt({ ...doc, root: node }, offset)
  if (query !== undefined) return query
  const prefix = root?.path ?? []
  return completeJson(
    {
      text: doc.text,
      comments: doc.comments,
      node,
      bundle,
      schemaOf: (path) => fittedSchema(doc, node, schemaAt(bundle, schema, path), schema, path),
      documents,
      bodies: (title) => (Object.hasOwn(bodies, title) ? (bodies[title] ?? []) : []),
      values: (slot) => suggestedValues(doc, node, slot, prefix),
      key: (offer, slot) => fittedKey(doc, offer, prefix.length === 0 && slot.path.length === 0),
      describe: (path) => describeTaskDefinitionField(doc, path),
    },
    offset,
  )
}

/** What the schema cannot say: the options of a log driver depend on the driver. */
function fittedSchema(
  doc: TaskDefinition,
  node: TaskDefinition['root'],
  known: Schema | undefined,
  root: Schema,
  path: readonly Step[],
): Schema | undefined {
  const bundle = taskDefinitionBundle()
  const holder = path.lastIndexOf('logConfiguration')
  if (holder < 0 || path[holder + 1] !== 'options' || path.length > holder + 3) return known
  const general = schemaAt(bundle, root, path.slice(0, holder + 2))
  if (general === undefined) return known
  const driver = text(get(at(node, path.slice(0, holder + 1)), 'logDriver'))
  const options = logOptionsSchema(driver, doc.fargate, general)
  const key = path[holder + 2]
  return key === undefined ? options : childSchema(bundle, options, key)
}

/** What a platform demands or does not support goes up or down. */
function fittedKey({ fargate, windows }: TaskDefinition, offer: KeyOffer, taskLevel: boolean): KeyOffer {
  if (fargate && taskLevel && demandedByFargate.has(offer.key)) return { ...offer, detail: 'required on Fargate', rank: ranks.required }
  const { limits = {} } = offer.schema
  if (offer.deprecated) return offer
  if (fargate && limits.fargate?.startsWith('not supported')) return { ...offer, detail: 'not on Fargate', rank: ranks.unsupported }
  if (windows && limits.windows?.startsWith('not supported')) return { ...offer, detail: 'not on Windows', rank: ranks.unsupported }
  return offer
}

const demandedByFargate: ReadonlySet<string> = new Set(['cpu', 'memory', 'networkMode'])
