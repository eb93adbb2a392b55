import type { Problems } from './demands.ts'
import type { Field } from './field.ts'
import type { Manifest } from './manifest.ts'
import { tolerationProblems } from './tolerations.ts'

/** What is wrong with tolerations that stand in an annotation as JSON, from before there was a field for them; `path` is the server's of all. */
export function* annotatedTolerationProblems(doc: Manifest, annotation: Field, path: string): Problems {
  const list = typeof annotation.value === 'string' && annotation.value !== '' ? parsed(annotation.value) : []
  if (list === undefined) {
    yield doc.problem(annotation, 'tolerations are no JSON list of objects', { path })
    return
  }
  const from = doc.problem(annotation, '').path ?? ''
  const problem: Manifest['problem'] = (part, message, options) => {
    const found = doc.problem(part, message, options)
    return { ...found, path: (found.path ?? '').replace(from, `${path}.${annotation.step}`) }
  }
  yield* tolerationProblems({ ...doc, problem }, { ...annotation, value: list })
}

/** A list of objects; their keys get the usual case, which does not matter to the server here. */
function parsed(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (value === null) return []
    if (!Array.isArray(value) || !value.every((one) => typeof one === 'object' && !Array.isArray(one))) return undefined
    return value.map((one) => Object.fromEntries(Object.entries(one ?? {}).map(([key, of]) => [usual(key), of])))
  } catch {
    return undefined
  }
}

function usual(key: string): string {
  return ['key', 'operator', 'value', 'effect', 'tolerationSeconds'].find((name) => name.toLowerCase() === key.toLowerCase()) ?? key
}
