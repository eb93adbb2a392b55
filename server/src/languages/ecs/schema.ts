import { schema } from '../../../../schemas/generated/ecs-task-definition.ts'
import {
  containers as validateContainers,
  definition as validateDefinition,
} from '../../../../schemas/generated/ecs-task-definition.validate.js'
import { conform } from '../../schema/conform.ts'
import { bundleOf, type Validate } from '../../schema/load.ts'
import type { Schema } from '../../schema/schema.ts'
import { insertEntry, reindented } from '../../syntax/json-edit.ts'
import { entry, get, type ListNode, type MapNode, type Node, plain, type Step } from '../../syntax/node.ts'
import { pathAt, pathText } from '../../syntax/path.ts'
import { apply, replace } from '../../text/edit.ts'
import type { Finding } from '../../text/finding.ts'
import type { Span } from '../../text/span.ts'
import type { TaskDefinition } from './document.ts'

/** The schema of task definitions: what the pinned SDK says, and over it what we know. */
export const taskDefinitionBundle = bundleOf(schema)

/** The part of a document that the schema describes, and how. */
export interface SchemaRoot {
  readonly node: MapNode | ListNode
  readonly schema: Schema
  readonly shape: 'definition' | 'containers'
  /** Where the node stands in a whole task definition. */
  readonly path: readonly Step[]
}

/** What the schema describes of a document: the definition, also inside its wrapper, or the bare list of containers. */
export function schemaRoot(doc: TaskDefinition): SchemaRoot | undefined {
  const shape = doc.shape === 'containers' ? 'containers' : 'definition'
  const node = doc.definition ?? (doc.root?.kind === 'list' ? doc.root : undefined)
  const root = taskDefinitionBundle().roots[shape]
  return node && root && { node, schema: root, shape, path: shape === 'containers' ? ['containerDefinitions'] : [] }
}

/** The field at a span as the service writes it, whatever shape the document has: `containerDefinitions[0].memory`. */
export function fieldPath(doc: TaskDefinition, where: Span): string {
  const prefix = doc.shape === 'containers' ? ['containerDefinitions'] : []
  return pathText([...prefix, ...pathAt(doc.definition ?? doc.root, where)])
}

/** What a task definition says against its schema. */
export function conformTaskDefinition(doc: TaskDefinition): readonly Finding[] {
  if (doc.root === undefined) return []
  const containers = doc.shape === 'containers'
  const validate: Validate = containers ? validateContainers : validateDefinition
  const findings = conform({
    text: doc.text,
    root: doc.definition ?? doc.root,
    bundle: taskDefinitionBundle,
    shape: containers ? 'containers' : 'definition',
    validate,
    path: containers ? ['containerDefinitions'] : [],
    broken: doc.errors.filter(({ code }) => code === 'json-syntax').map(({ span }) => span),
    nulls: 'refused',
    // Terraform and Elastic Beanstalk, which take bare lists, drop what they do not know.
    unknownKeys: containers ? 'warning' : 'error',
  })
  return doc.shape === 'wrapped' ? [...wrapped(doc), ...findings] : findings
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
