import { listed } from '../../../placement/words.ts'
import type { Rule } from '../../../rules/rule.ts'
import { oddPath, type Problems } from '../demands.ts'
import { below, child, type Field } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { isMisread, isTrue, structsOf, textAt } from '../values.ts'
import { metaValidation, pathOf } from '../workload.ts'
import { podNamed } from '../workload-examples.ts'

/** The server names the list without the place in it. */
export const ownerReferences: Rule<Manifest> = {
  id: 'owner-references',
  severity: 'error',
  summary: 'An owner is named by `apiVersion`, `kind`, `name` and `uid`, and one owner at most is the controller.',
  why: 'The garbage collector follows owners by their UID, and a controller adopts what names it as the one that controls. An Event owns nothing. The API server answers `metadata.ownerReferences.uid: Invalid value: "": must not be empty`.',
  source: [metaValidation, 'https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/'],
  examples: {
    bad: [
      podNamed(`  name: web
  ownerReferences:
    - apiVersion: apps/v1
      kind: ReplicaSet
            ^^^^^^^^^^ owner has no uid; it needs apiVersion, kind, name and uid
      name: web`),
      podNamed(`  name: web
  ownerReferences:
  ^^^^^^^^^^^^^^^ a/x and b/z are both the controller; at most one owner is
    - {apiVersion: v1, kind: a, name: x, uid: "1", controller: true}
    - {apiVersion: v1, kind: b, name: z, uid: "2", controller: true}`),
    ],
    good: [
      podNamed(`  name: web
  ownerReferences:
    - {apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: 0a1b, controller: true}`),
    ],
  },
  *check(doc) {
    const list = below(doc.object, 'metadata', 'ownerReferences')
    for (const owner of structsOf(list)) yield* ownerProblems(doc, list, owner)
    const controllers = structsOf(list).filter((owner) => isTrue(child(owner, 'controller')))
    if (controllers.length < 2) return
    const names = controllers.map((owner) => `${textAt(owner, 'kind')}/${textAt(owner, 'name')}`)
    yield doc.problem(list, `${listed(names)} are ${names.length === 2 ? 'both' : 'all'} the controller; at most one owner is`, {
      onKey: true,
    })
  },
}

function* ownerProblems(doc: Manifest, list: Field, owner: Field): Problems {
  const missing = ['apiVersion', 'kind', 'name', 'uid'].filter((key) => isMissing(doc, owner, key))
  const [first, ...rest] = missing.map((key) => oddPath(doc, list, `.${key}`))
  if (first !== undefined) {
    const also = rest.length === 0 ? {} : { alsoPaths: rest }
    yield doc.problem(owner, `owner has no ${listed(missing, 'or')}; it needs apiVersion, kind, name and uid`, { path: first, ...also })
  }
  if (/^\/?v1$/.test(textAt(owner, 'apiVersion') ?? '') && textAt(owner, 'kind') === 'Event') {
    yield doc.problem(child(owner, 'kind'), 'owner is an Event, which owns nothing', { path: pathOf(doc, list) })
  }
}

/** The server looks for a version, which is what stands behind the group; a second slash is no version either. */
function isMissing(doc: Manifest, owner: Field, key: string): boolean {
  const value = textAt(owner, key)
  if (isMisread(doc, child(owner, key)) || value === undefined) return false
  return key === 'apiVersion' ? value === '' || value === '/' || value.endsWith('/') || value.split('/').length > 2 : value === ''
}
