import { entry, type MapNode, type Step } from '../../syntax/node.ts'
import { pathText } from '../../syntax/path.ts'
import { replace } from '../../text/edit.ts'
import type { Fix } from '../../text/finding.ts'
import type { UnknownKind } from './kinds.ts'
import { spanOf } from './place.ts'
import type { CodedProblem } from './read-object.ts'

/** What is wrong with the version or the kind of an object, where it is written, with the right word as its fix. */
export function unknownKindProblem(text: string, root: MapNode, prefix: readonly Step[], wrong: UnknownKind): CodedProblem {
  const { field, message, instead } = wrong
  const value = entry(root, field)?.value
  const fix: Fix | undefined =
    instead !== undefined && value?.kind === 'scalar' && value.span.end > value.span.start
      ? { title: `Change to ${instead}`, edits: [replace(value.span, text[value.span.start] === '"' ? `"${instead}"` : instead)] }
      : undefined
  const path = pathText([...prefix, field])
  return { code: 'unknown-kind', at: spanOf(text, root, [field]), message, path, ...(fix && { fixes: [fix] }) }
}
