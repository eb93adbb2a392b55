import { type Problems, required, wellFormed } from './demands.ts'
import { child, type Field } from './field.ts'
import { filePath } from './grammar/paths.ts'
import type { Manifest, ProblemOptions } from './manifest.ts'
import { numberOf, structsOf } from './values.ts'

/** Permissions of a file: the server has them as a number, so that 0777 is 511. */
export function* modeProblems(doc: Manifest, mode: Field, options?: ProblemOptions): Problems {
  const value = numberOf(mode)
  if (value !== undefined && (value < 0 || value > 0o777))
    yield doc.problem(mode, `${mode.step} is ${value}; it is 0 to 511, in octal 0 to 0777`, options)
}

/** The `items` of a secret or config map: which key becomes which file. */
export function* keyPathProblems(doc: Manifest, source: Field): Problems {
  for (const item of structsOf(child(source, 'items'))) {
    yield* required(doc, child(item, 'key'), 'key')
    yield* required(doc, child(item, 'path'), 'path')
    yield* wellFormed(doc, child(item, 'path'), 'path', filePath)
    yield* modeProblems(doc, child(item, 'mode'))
  }
}
