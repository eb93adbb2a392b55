import type { Problem } from '../../rules/rule.ts'
import { type MapNode, plain, type Step } from '../../syntax/node.ts'
import { pathText } from '../../syntax/path.ts'
import { type Field, isObject, rootField, stepsOf } from './field.ts'
import type { Kind, Manifest, ProblemOptions } from './manifest.ts'
import { spanOf } from './place.ts'
import { podPlace } from './pod-place.ts'

/** The manifest of an object that stands at `prefix` in its document; the text is that of the document. */
export function manifestOf(text: string, root: MapNode, kind: Kind, prefix: readonly Step[]): Manifest {
  const written = rootField(plain(root))
  const object = rootField(withoutNulls(written.value))
  return {
    kind,
    root,
    written,
    object,
    pod: podPlace(kind, object),
    problem: (field, message, options) => problem(text, root, prefix, field, message, options),
  }
}

function problem(
  text: string,
  root: MapNode,
  prefix: readonly Step[],
  field: Field,
  message: string,
  options: ProblemOptions = {},
): Problem {
  const { onKey, ...rest } = options
  const steps = stepsOf(field)
  return { at: spanOf(text, root, steps, onKey), message, path: pathText([...prefix, ...steps]), ...rest }
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, one]) => (one === null ? [] : [[key, withoutNulls(one)]])))
}
