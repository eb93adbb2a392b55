import { parseQuantity } from '../../placement/kubernetes/objects/quantity.ts'
import { listed } from '../../placement/words.ts'
import { among, oddPaths, type Problems, required, wellFormed } from './demands.ts'
import { child, type Field, isSet } from './field.ts'
import { dnsLabel, dnsSubdomain } from './grammar/names.ts'
import { selectorProblems } from './label-selector.ts'
import type { Manifest } from './manifest.ts'
import { isFilled, shown, textAt, textsOf } from './values.ts'
import { meant, quote } from './words.ts'

const accessModes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod']

/** What is wrong with the `spec` of a claim, as a template or for itself. */
export function* claimSpecProblems(doc: Manifest, spec: Field): Problems {
  yield* accessModeProblems(doc, child(spec, 'accessModes'))
  yield* selectorProblems(doc, child(spec, 'selector'))
  yield* storageProblems(doc, spec)
  yield* wellFormed(doc, child(spec, 'storageClassName'), 'storageClassName', dnsSubdomain)
  yield* among(doc, child(spec, 'volumeMode'), 'volumeMode', ['Block', 'Filesystem'])
  yield* sourceProblems(doc, child(spec, 'dataSource'))
  yield* sourceProblems(doc, child(spec, 'dataSourceRef'))
  yield* wellFormed(doc, child(child(spec, 'dataSourceRef'), 'namespace'), 'namespace', dnsLabel)
  yield* agreementProblems(doc, spec)
  yield* wellFormed(doc, child(spec, 'volumeAttributesClassName'), 'volumeAttributesClassName', dnsSubdomain)
}

function* accessModeProblems(doc: Manifest, modes: Field): Problems {
  if (!isFilled(modes)) yield doc.problem(modes, 'accessModes are missing; a claim has at least one')
  const options = oddPaths(doc, modes)('')
  const written = textsOf(modes)
  for (const { field, value } of written)
    if (!accessModes.includes(value))
      yield doc.problem(field, `accessMode is ${quote(value)}; it is ${listed(accessModes, 'or')}${meant(value, accessModes)}`, options)
  const single = written.find(({ value }) => value === 'ReadWriteOncePod')
  if (single !== undefined && written.some(({ value }) => value !== 'ReadWriteOncePod' && accessModes.includes(value)))
    yield doc.problem(single.field, 'ReadWriteOncePod stands beside other modes; it excludes them', options)
}

function* storageProblems(doc: Manifest, spec: Field): Problems {
  const storage = child(child(child(spec, 'resources'), 'requests'), 'storage')
  const options = oddPaths(doc, spec)('.resources[storage]')
  if (!isSet(storage)) {
    yield doc.problem(storage, 'resources.requests.storage is missing; a claim says how much it needs', options)
    return
  }
  const amount = parseQuantity(storage.value)
  if (amount !== undefined && amount <= 0n) yield doc.problem(storage, `storage is ${shown(doc, storage)}; it is more than 0`, options)
}

function* sourceProblems(doc: Manifest, source: Field): Problems {
  if (!isSet(source)) return
  yield* required(doc, child(source, 'name'), 'name')
  yield* required(doc, child(source, 'kind'), 'kind')
  const group = textAt(source, 'apiGroup')
  const kind = textAt(source, 'kind')
  if (group === '' && kind !== undefined && kind !== 'PersistentVolumeClaim')
    yield doc.problem(source, `kind is ${quote(kind)} without apiGroup; of the core group a source is a PersistentVolumeClaim`)
  yield* wellFormed(doc, child(source, 'apiGroup'), 'apiGroup', dnsSubdomain)
}

function* agreementProblems(doc: Manifest, spec: Field): Problems {
  const source = child(spec, 'dataSource')
  const reference = child(spec, 'dataSourceRef')
  if (!isSet(source) || !isSet(reference)) return
  const options = oddPaths(doc, spec)('')
  if (textAt(reference, 'namespace') !== '')
    yield doc.problem(source, 'dataSource stands beside a dataSourceRef with namespace; only the latter is allowed then', {
      ...options,
      onKey: true,
    })
  else if (['apiGroup', 'kind', 'name'].some((key) => child(source, key).value !== child(reference, key).value))
    yield doc.problem(source, 'dataSource and dataSourceRef name different sources; they have to agree', { ...options, onKey: true })
}
