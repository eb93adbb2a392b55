import { type DescribeOptions, describeField, describeValue, type FieldFacts } from '../../../schema/describe.ts'
import type { Platform, Scalar } from '../../../schema/schema.ts'
import { type Entry, locate, type Node, type Step } from '../../../syntax/node.ts'
import type { Hover } from '../../language.ts'
import { type Described, fieldOf, known, pageOf } from '../schema-hover.ts'
import type { ServiceDefinition } from './document.ts'
import { serviceBundle } from './schema.ts'

/** What is known about the key or value under the cursor; undefined between them and where the schema has nothing to say. */
export function hoverService(doc: ServiceDefinition, offset: number): Hover | undefined {
  const place = locate(doc.root, offset)
  if (place === undefined) return undefined
  if (place.key !== undefined) return hoverKey(doc, place.path, place.key)
  const node = place.nodes.at(-1)
  return node?.kind === 'scalar' ? hoverValue(doc, place.path, node, node.value) : undefined
}

/** What is known about a field, whether it is written or not. */
export function describeServiceField(doc: ServiceDefinition, path: readonly Step[]): string | undefined {
  const field = fieldAt(path)
  return field && describeField(serviceBundle(), field, optionsFor(doc, path, undefined))
}

function hoverKey(doc: ServiceDefinition, path: readonly Step[], { key, value }: Entry): Hover | undefined {
  const field = fieldAt(path)
  if (field === undefined) return undefined
  const written = value?.kind === 'scalar' ? known(value.value) : undefined
  return { span: key.span, markdown: describeField(serviceBundle(), field, optionsFor(doc, path, written)) }
}

function hoverValue(doc: ServiceDefinition, path: readonly Step[], { span }: Node, raw: Scalar | null): Hover | undefined {
  const field = fieldAt(path)
  if (field === undefined) return undefined
  const value = known(raw)
  const options = optionsFor(doc, path, value)
  const meaning = value === undefined ? undefined : describeValue(serviceBundle(), field, value, options)
  return { span, markdown: meaning ?? describeField(serviceBundle(), field, options) }
}

function described(): Described | undefined {
  const bundle = serviceBundle()
  const schema = bundle.roots.definition
  return schema && { bundle, schema }
}

function fieldAt(path: readonly Step[]): FieldFacts | undefined {
  const schema = described()
  return schema && fieldOf(schema, path)
}

function optionsFor({ launchType }: ServiceDefinition, path: readonly Step[], value: Scalar | undefined): DescribeOptions {
  const schema = described()
  const platform = launchType.kind === 'known' ? platformNamed[launchType.value] : undefined
  return { platforms: new Set(platform === undefined ? [] : [platform]), value, href: schema && pageOf(schema, path), extra: [] }
}

const platformNamed: Readonly<Record<string, Platform>> = {
  EC2: 'ec2',
  EXTERNAL: 'external',
  FARGATE: 'fargate',
  MANAGED_INSTANCES: 'managedInstances',
}
