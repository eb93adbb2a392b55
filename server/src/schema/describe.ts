import { resolve, typesOf } from './at.ts'
import type { Json, Platform, Scalar, Schema, SchemaBundle, SchemaType } from './schema.ts'
import { trimmed } from './trim.ts'
import { amountWords, unitWords } from './unit.ts'

/** A field as it is described: its key and what the schema says about its value, resolved. */
export interface FieldFacts {
  readonly name: string
  readonly schema: Schema
  /** The structure or list the field belongs to, resolved; undefined for the root. */
  readonly parent?: Schema | undefined
}

/** What a description may take into account beside the schema. */
export interface DescribeOptions {
  /** The platforms the document is made for: what holds on them is marked. */
  readonly platforms?: ReadonlySet<Platform>
  /** The value that is written there. */
  readonly value?: Scalar | undefined
  /** The page about the field. */
  readonly href?: string | undefined
  /** Further Markdown, put between the facts and the link. */
  readonly extra?: readonly string[]
}

/** About as many lines as a hover shows without scrolling. */
const mostLines = 25

/** More values than these are only listed, without what they mean. */
const mostValues = 10

/** More examples than these are a choice. */
const mostExamples = 3

/** Everything about a field that fits into a hover, in Markdown: what it is, what it takes, what holds where. */
export function describeField(bundle: SchemaBundle, field: FieldFacts, options: DescribeOptions = {}): string {
  const { schema } = field
  const extra = options.extra ?? []
  // Usual values are part of what is said further on, if something is.
  const choices = schema.enum !== undefined || extra.length === 0 ? values(schema, options) : []
  const head = joined([headline(bundle, field), amount(schema, options)])
  const tail = [...notices(schema), bullets([...facts(schema, options)]), ...choices, ...extra, ...link(field, options)]
  return joined([head, documentation(schema, mostLines - lineCount([head, ...tail])), ...tail])
}

/** What a value from a list means, and in short which field it belongs to. Undefined for a value the schema has no words for. */
export function describeValue(bundle: SchemaBundle, field: FieldFacts, value: Scalar, options: DescribeOptions = {}): string | undefined {
  const { schema } = field
  const meaning = meaningOf(schema, value)
  if (meaning === undefined) return undefined
  const rest = [bullets([...facts(schema, options)]), ...(options.extra ?? []), ...link(field, options)]
  return joined([`\`${value}\` – ${meaning}`, headline(bundle, field), schema.description ?? '', ...rest])
}

/** What a value of an enumeration, or a usual value, means; undefined where nothing is known about it. */
export function meaningOf({ values }: Schema, value: Scalar): string | undefined {
  return values !== undefined && Object.hasOwn(values, String(value)) ? values[String(value)] : undefined
}

/** The type of a field in words: "string", "list of PortMapping", "map of strings", "integer or string". */
export function typeText(bundle: SchemaBundle, schema: Schema): string {
  return typesOf(schema)
    .map((type) => typeName(bundle, schema, type))
    .join(' or ')
}

function typeName(bundle: SchemaBundle, schema: Schema, type: SchemaType): string {
  if (type === 'array') return `list of ${schema.items === undefined ? 'values' : plural(bundle, resolve(bundle, schema.items))}`
  if (type !== 'object') return type
  const { title, additionalProperties } = schema
  if (title !== undefined) return title
  return additionalProperties ? `map of ${plural(bundle, resolve(bundle, additionalProperties))}` : 'object'
}

function plural(bundle: SchemaBundle, schema: Schema): string {
  const text = typeText(bundle, schema)
  return text === '' ? 'values' : text.replace(/^(string|integer|number|boolean|object)$/, '$1s')
}

function headline(bundle: SchemaBundle, { name, schema, parent }: FieldFacts): string {
  const needed = parent?.required?.includes(name) || parent?.wanted?.includes(name)
  const oneOf = parent?.requiredAny?.find((group) => group.includes(name))
  const parts = [
    typeText(bundle, schema),
    schema.unit === undefined ? '' : unitWords[schema.unit],
    needed || oneOf?.length === 1 ? 'required' : '',
    oneOf !== undefined && oneOf.length > 1 ? `one of ${oneOf.join(', ')} is required` : '',
  ]
  return `**${name}** – ${parts.filter((part) => part !== '').join(' · ')}`
}

/** What one should know before using it at all. */
function notices({ readOnly, deprecated }: Schema): readonly string[] {
  return [
    ...(readOnly ? ['Given by the service; it is not part of what is registered.'] : []),
    ...(deprecated === undefined ? [] : [`**Deprecated.** ${deprecated}`]),
  ]
}

function documentation({ description = '', documentation: full }: Schema, lines: number): string {
  // An overlay's sentence replaces the first one of the source, which then still stands at the beginning of the rest.
  const text =
    full === undefined || full.replaceAll('`', '').startsWith(description.replaceAll('`', ''))
      ? (full ?? description)
      : `${description}\n\n${full}`
  return trimmed(text, Math.max(lines, 2))
}

/** The written amount in the unit people think in. */
function amount({ unit }: Schema, { value }: DescribeOptions): string {
  const words = unit === undefined || value === undefined ? undefined : amountWords(unit, value)
  return words === undefined ? '' : `Here: **${words}**`
}

function* facts(schema: Schema, { platforms }: DescribeOptions): Generator<string> {
  if (schema.default !== undefined) yield `**Default:** ${literal(schema.default)}${meant(schema)}`
  if (schema.defaultText !== undefined) yield `**Default:** ${schema.defaultText}`
  const range = rangeText(schema)
  if (range !== undefined) yield `**Range:** ${range}`
  const example = telling(schema)
  if (example !== undefined) yield `**Example:** ${literal(example)}`
  for (const [platform, text] of Object.entries(schema.limits ?? {}) as [Platform, string][]) {
    yield platforms?.has(platform) ? `**${platformNames[platform]} (this task):** ${text}` : `${platformNames[platform]}: ${text}`
  }
}

/** An example that shows how the value is written. Of an amount or a choice one says little, and the values of a list are given anyway. */
function telling({ enum: values, values: meanings, unit, examples = [] }: Schema): Json | undefined {
  return values === undefined && meanings === undefined && unit === undefined && examples.length <= mostExamples ? examples[0] : undefined
}

function meant({ unit, default: value }: Schema): string {
  const words = unit === undefined || typeof value !== 'number' ? undefined : amountWords(unit, value)
  return words === undefined ? '' : ` (${words})`
}

const platformNames: Readonly<Record<Platform, string>> = {
  fargate: 'Fargate',
  ec2: 'EC2',
  external: 'ECS Anywhere',
  managedInstances: 'Managed Instances',
  windows: 'Windows',
}

/** "5 to 300", "at most 255 characters", "1 to 10 items"; undefined where there is no limit. */
export function rangeText(schema: Schema): string | undefined {
  const ranges = [
    between(schema.minimum, schema.maximum, schema.unit === undefined ? '' : ` ${unitWords[schema.unit]}`.trimEnd()),
    between(schema.minLength, schema.maxLength, ' characters'),
    between(schema.minItems, schema.maxItems, (schema.maxItems ?? schema.minItems) === 1 ? ' item' : ' items'),
  ].filter((range) => range !== undefined)
  return ranges.length === 0 ? undefined : ranges.join(', ')
}

function between(least: number | undefined, most: number | undefined, unit: string): string | undefined {
  if (least === undefined) return most === undefined ? undefined : `at most ${most}${unit}`
  return most === undefined ? `${least}${unit} or more` : `${least} to ${most}${unit}`
}

function values(schema: Schema, { value }: DescribeOptions): readonly string[] {
  const known = (schema.enum ?? (schema.values && schema.examples) ?? []).map(String)
  if (known.length === 0) return []
  if (schema.values === undefined || known.length > mostValues) return [`**Values:** ${known.map((one) => `\`${one}\``).join(', ')}`]
  const line = (one: string) => (String(value) === one ? `- **\`${one}\`**` : `- \`${one}\``)
  return [known.map((one) => `${line(one)}${meaningOf(schema, one) === undefined ? '' : ` – ${meaningOf(schema, one)}`}`).join('\n')]
}

function link({ name, parent }: FieldFacts, { href }: DescribeOptions): readonly string[] {
  return href === undefined ? [] : [`[${[parent?.title, name].filter((part) => part !== undefined).join(' › ')}](${href})`]
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

function literal(value: Json): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``
}

function lineCount(parts: readonly string[]): number {
  return parts.filter((part) => part !== '').reduce((sum, part) => sum + part.split('\n').length + 1, 0)
}
