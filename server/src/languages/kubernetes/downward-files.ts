import { type OddPaths, type Problems, required, wellFormed } from './demands.ts'
import { child, type Field, isSet } from './field.ts'
import { fieldReferenceProblems, fileFieldPaths } from './field-reference.ts'
import { filePath } from './grammar/paths.ts'
import { modeProblems } from './key-paths.ts'
import type { Manifest } from './manifest.ts'
import { resourceReferenceProblems } from './resource-reference.ts'

/** What is wrong with a file that holds a field or resource of the pod. The server names the source (`at`) where the item would be. */
export function* downwardFileProblems(doc: Manifest, file: Field, at: OddPaths): Problems {
  const path = child(file, 'path')
  yield* required(doc, path, 'path', at('.path'))
  yield* wellFormed(doc, path, 'path', filePath, at('.path'))
  yield* contentProblems(doc, file, at)
  yield* modeProblems(doc, child(file, 'mode'), at('.mode'))
}

function* contentProblems(doc: Manifest, file: Field, at: OddPaths): Problems {
  const field = child(file, 'fieldRef')
  const resource = child(file, 'resourceFieldRef')
  if (isSet(field)) {
    yield* fieldReferenceProblems(doc, field, fileFieldPaths, (suffix) => at(`.fieldRef${suffix}`))
    if (isSet(resource))
      yield doc.problem(resource, 'resourceFieldRef stands beside fieldRef; a file holds one of them', { ...at(''), onKey: true })
  } else if (isSet(resource)) yield* resourceReferenceProblems(doc, resource, true, (suffix) => at(`.resourceFieldRef${suffix}`))
  else yield doc.problem(file, 'the file has no content; it has fieldRef or resourceFieldRef', at(''))
}
