import type { Problems } from './demands.ts'
import { child, type Field } from './field.ts'
import { dnsLabel } from './grammar/names.ts'
import type { Manifest } from './manifest.ts'
import { structsOf, textAt } from './values.ts'
import { quote } from './words.ts'

/** What is wrong with the claims that a container or pod uses; `claims` is the list, the names are those of the pod. */
export function* claimUseProblems(doc: Manifest, claims: Field): Problems {
  const seen = new Set<string>()
  for (const claim of structsOf(claims)) {
    const name = textAt(claim, 'name')
    if (name === undefined) continue
    if (name === '') {
      yield doc.problem(claim, 'name is missing; a claim is used by its name')
      continue
    }
    yield* repetitionProblems(doc, claim, name, seen)
    const names = podClaims(doc)
    if (names !== undefined && !names.includes(name)) {
      const has = names.length === 0 ? 'the pod has no resourceClaims' : `the pod has ${names.join(', ')}`
      yield doc.problem(claim, `claim ${quote(name)} does not exist; ${has}`)
    }
  }
}

function* repetitionProblems(doc: Manifest, claim: Field, name: string, seen: Set<string>): Problems {
  const request = textAt(claim, 'request')
  if (request === undefined) return
  const key = request === '' ? name : `${name}/${request}`
  if (seen.has(name)) {
    yield doc.problem(claim, `claim ${quote(name)} is used as a whole already`)
    return
  }
  const limit = request === '' ? undefined : dnsLabel(request)
  if (limit !== undefined) yield doc.problem(child(claim, 'request'), `request is ${quote(request)}; ${limit}`)
  if (seen.has(key)) yield doc.problem(claim, `request ${quote(request)} of claim ${quote(name)} is used already`)
  else if (request === '' && [...seen].some((other) => other.startsWith(`${name}/`)))
    yield doc.problem(claim, `a request of claim ${quote(name)} is used already; it is used as a whole or in parts`)
  seen.add(key)
}

/** The names of the claims of the pod; undefined while one cannot be told. */
function podClaims(doc: Manifest): readonly string[] | undefined {
  if (doc.pod === undefined) return undefined
  const names = new Set<string>()
  for (const claim of structsOf(child(doc.pod.spec, 'resourceClaims'))) {
    const name = textAt(claim, 'name')
    if (name === undefined) return undefined
    if (name !== '') names.add(name)
  }
  return [...names]
}
