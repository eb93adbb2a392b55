import { listed } from '../../placement/words.ts'
import { type OddPaths, type Problems, required } from './demands.ts'
import { child, type Field } from './field.ts'
import { qualifiedName } from './grammar/names.ts'
import type { Manifest } from './manifest.ts'
import { textAt } from './values.ts'
import { quote } from './words.ts'

/** The fields of a pod that an environment variable can hold. */
export const envFieldPaths: readonly string[] = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
]

/** The fields of a pod that a file can hold. */
export const fileFieldPaths: readonly string[] = [
  'metadata.annotations',
  'metadata.labels',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
]

/**
 * What is wrong with a reference to a field of the pod. `paths` are the ones that can be named here beside single labels and annotations;
 * `at` makes the server's paths of the reference.
 */
export function* fieldReferenceProblems(doc: Manifest, reference: Field, paths: readonly string[], at: OddPaths): Problems {
  const version = textAt(reference, 'apiVersion')
  const field = child(reference, 'fieldPath')
  const path = textAt(reference, 'fieldPath')
  if (path === '') yield* required(doc, field, 'fieldPath', at('.fieldPath'))
  else if (version && version !== 'v1')
    yield doc.problem(child(reference, 'apiVersion'), `apiVersion is ${quote(version)}; it is v1`, at('.fieldPath'))
  else if (path !== undefined) yield* pathProblems(doc, field, path, paths, at)
}

function* pathProblems(doc: Manifest, field: Field, path: string, paths: readonly string[], at: OddPaths): Problems {
  const subscript = /^(.+?)\['(.*)'\]$/s.exec(path)
  if (subscript === null) {
    // An old name of the node's name, kept alive by the server.
    const known = paths.includes(path) || (path === 'spec.host' && paths.includes('spec.nodeName'))
    if (known) return
    yield doc.problem(field, `fieldPath is ${quote(path)}; it is ${listed(paths, 'or')}${hint(path)}`, at('.fieldPath'))
    return
  }
  const [, map = '', key = ''] = subscript
  if (map !== 'metadata.labels' && map !== 'metadata.annotations') {
    yield doc.problem(field, `fieldPath is ${quote(path)}; only metadata.labels and metadata.annotations take a key`, at('.fieldPath'))
    return
  }
  const limit = qualifiedName(map === 'metadata.annotations' ? key.toLowerCase() : key)
  if (limit !== undefined) yield doc.problem(field, `the key in fieldPath is ${quote(key)}; ${limit}`, at(''))
}

function hint(path: string): string {
  const loose = /^(metadata\.(?:labels|annotations))(?:\[["']?|\.)?([^"'\]]*)/.exec(path)
  return loose === null ? '' : `, or one entry as ${loose[1]}['${loose[2] || 'key'}']`
}
