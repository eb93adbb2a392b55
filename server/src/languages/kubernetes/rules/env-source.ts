import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { oddPath, type Problems } from '../demands.ts'
import { containerWith } from '../examples.ts'
import { child, type Field, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { structsOf } from '../values.ts'

const kinds = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef']

/** A variable has one value. */
export const envSource: Rule<Manifest> = {
  id: 'env-source',
  severity: 'error',
  summary: 'A variable has a `value` or a `valueFrom` with one source; an entry of `envFrom` has one of `configMapRef` and `secretRef`.',
  why: 'The server refuses none and several. For `envFrom` it names the list, not the entry.',
  source: [podValidation],
  examples: {
    bad: [
      containerWith(`      env:
        - name: STAGE
          value: live
          valueFrom:
          ^^^^^^^^^ valueFrom stands beside value; a variable has one of them
            fieldRef:
              fieldPath: metadata.namespace
        - name: TOKEN
          valueFrom: {}
          ^^^^^^^^^ valueFrom is empty; it has one of fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef
      envFrom:
        - prefix: APP_
          ^^^^^^ the entry has no source; it is configMapRef or secretRef`),
    ],
    good: [
      containerWith(`      env:
        - name: TOKEN
          valueFrom:
            secretKeyRef:
              name: api
              key: token
      envFrom:
        - configMapRef:
            name: settings`),
    ],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      for (const variable of structsOf(child(field, 'env'))) yield* variableProblems(doc, variable)
      for (const source of structsOf(child(field, 'envFrom'))) yield* listProblems(doc, child(field, 'envFrom'), source)
    }
  },
}

function* variableProblems(doc: Manifest, variable: Field): Problems {
  const from = child(variable, 'valueFrom')
  if (!isSet(from)) return
  const given = kinds.filter((kind) => isSet(child(from, kind)))
  const { value } = child(variable, 'value')
  if (given.length === 0) yield doc.problem(from, `valueFrom is empty; it has one of ${kinds.join(', ')}`, { onKey: true })
  else if (typeof value === 'string' && value !== '')
    yield doc.problem(from, 'valueFrom stands beside value; a variable has one of them', { onKey: true })
  else if (given.length > 1) yield doc.problem(from, `valueFrom has ${given.join(' and ')}; a variable has one source`, { onKey: true })
}

function* listProblems(doc: Manifest, list: Field, source: Field): Problems {
  const given = ['configMapRef', 'secretRef'].filter((kind) => isSet(child(source, kind)))
  if (given.length === 1) return
  const message =
    given.length === 0
      ? 'the entry has no source; it is configMapRef or secretRef'
      : 'the entry has configMapRef and secretRef; each is an entry of its own'
  yield doc.problem(source, message, { path: oddPath(doc, list, '') })
}
