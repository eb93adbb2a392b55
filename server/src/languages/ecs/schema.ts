import { schema } from '../../../../schemas/generated/ecs-task-definition.ts'
import { containers, definition, dockerrun } from '../../../../schemas/generated/ecs-task-definition.validate.js'
import { conform } from '../../schema/conform.ts'
import { bundleOf, type Validate } from '../../schema/load.ts'
import type { Schema } from '../../schema/schema.ts'
import { insertEntry, removeChildren, renameKey, replaceValue, unwrapList, wrapInList } from '../../syntax/json-edit.ts'
import { reindented } from '../../syntax/json-layout.ts'
import { entry, get, type MapNode, type Node, plain, type Step } from '../../syntax/node.ts'
import { pathAt, pathText } from '../../syntax/path.ts'
import { apply, replace } from '../../text/edit.ts'
import type { Finding } from '../../text/finding.ts'
import type { Span } from '../../text/span.ts'
import type { TaskDefinition } from './document.ts'
import { conformInParts, type Parts } from './parts.ts'

const validators: Readonly<Record<SchemaRoot['shape'], Validate>> = { definition, containers, dockerrun }

/** The schema of task definitions: what the pinned SDK says, and over it what we know. */
export const taskDefinitionBundle = bundleOf(schema)

/** The part of a document that the schema describes, and how. */
export interface SchemaRoot {
  readonly node: Node
  readonly shape: 'definition' | 'containers' | 'dockerrun'
  readonly schema: Schema
  /** Where the node stands in a whole task definition. */
  readonly path: readonly Step[]
}

/** What the schema describes of a document: the definition, also inside its wrapper, or the bare list of containers. Undefined for an empty text. */
export function schemaRoot(doc: TaskDefinition): SchemaRoot | undefined {
  const node = doc.definition ?? doc.root
  const shape = shapeOf(doc)
  const schema = taskDefinitionBundle().roots[shape]
  return node && schema && { node, shape, schema, path: pathOf(doc) }
}

/** The field at a span as the service writes it, whatever shape the document has: `containerDefinitions[0].memory`. */
export function fieldPath(doc: TaskDefinition, where: Span): string {
  return pathText([...pathOf(doc), ...pathAt(doc.definition ?? doc.root, where)])
}

/** What a task definition says against its schema. `parts` are those of the document, where something may be known of them. */
export function conformTaskDefinition(doc: TaskDefinition, parts?: Parts): readonly Finding[] {
  const wrapper = doc.shape === 'wrapped' ? wrapped(doc) : []
  // Elsewhere null stands for a key that is not there.
  if (parts !== undefined && shapeOf(doc) === 'definition' && conformInParts(parts, validators.definition)) return wrapper
  return [...wrapper, ...conformWhole(doc)]
}

function conformWhole(doc: TaskDefinition): readonly Finding[] {
  const root = doc.definition ?? doc.root
  if (root === undefined) return []
  const shape = shapeOf(doc)
  return conform({
    text: doc.text,
    root,
    bundle: taskDefinitionBundle,
    shape,
    validate: validators[shape],
    edits: { insertEntry, removeChildren, renameKey, replaceValue, unwrapList, wrapInList },
    path: pathOf(doc),
    broken: doc.errors.filter(({ code }) => code === 'json-syntax').map(({ span }) => span),
    // Terraform and Elastic Beanstalk drop what is null or what they do not know.
    nulls: shape === 'definition' ? 'refused' : 'unset',
    unknownKeys: shape === 'definition' ? 'error' : 'warning',
  })
}

function shapeOf({ shape, definition }: TaskDefinition): SchemaRoot['shape'] {
  if (shape === 'containers') return 'containers'
  return entry(definition, 'AWSEBDockerrunVersion') === undefined ? 'definition' : 'dockerrun'
}

function pathOf({ shape }: TaskDefinition): readonly Step[] {
  return shape === 'containers' ? ['containerDefinitions'] : []
}

/** The wrapper that DescribeTaskDefinition prints around a definition. */
function wrapped({ text, root, definition }: TaskDefinition): readonly Finding[] {
  const outer = entry(root, 'taskDefinition')
  if (outer === undefined || root === undefined || definition === undefined) return []
  return [
    {
      code: 'wrapped-definition',
      severity: 'warning',
      message: 'the definition is wrapped in "taskDefinition" as DescribeTaskDefinition prints it; the AWS CLI takes what is inside',
      span: outer.key.span,
      path: 'taskDefinition',
      // Only the writer knows whether the tool that reads the file wants the wrapper.
      fixes: [{ title: 'Unwrap the definition', edits: [replace(root.span, unwrapped(text, root, definition))], guess: true }],
    },
  ]
}

/** The definition without its wrapper, one level further left; tags beside it move in. */
function unwrapped(text: string, root: Node, definition: MapNode): string {
  const tags = get(root, 'tags')
  const moved = tags?.kind === 'list' && tags.items.length > 0 && entry(definition, 'tags') === undefined
  const edits = moved ? insertEntry(text, definition, 'tags', JSON.parse(JSON.stringify(plain(tags)))) : []
  const grown = apply(text, edits)
  const added = grown.length - text.length
  return reindented(grown, { ...definition, span: { start: definition.span.start, end: definition.span.end + added } }, '')
}
