import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { among, type OddPaths, oddPaths, type Problems, wellFormed } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child, type Field, isSet } from '../field.ts'
import { descendingPath } from '../grammar/paths.ts'
import type { Manifest, ProblemOptions } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isTrue, structsOf, textAt } from '../values.ts'

/** What may be said about a mount beside its volume and path. */
export const volumeMountOptions: Rule<Manifest> = {
  id: 'volume-mount-options',
  severity: 'error',
  summary:
    'A mount has `subPath` or `subPathExpr`, relative and without `..`; `Bidirectional` propagation is for privileged containers; `recursiveReadOnly` needs `readOnly`.',
  why: 'Mounts that reach back to the node are for containers that may do anything there. The server names the list of mounts, not the entry, for most of these.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation'],
  examples: {
    bad: [
      specWith(`      volumeMounts:
        - name: data
          mountPath: /a
          subPath: ../a
                   ^^^^ subPath is "../a"; no part of it may be ".."
          subPathExpr: $(POD_NAME)
                       ^^^^^^^^^^^ subPathExpr stands beside subPath; a mount has one of them
        - name: data
          mountPath: /b
          mountPropagation: Bidirectional
                            ^^^^^^^^^^^^^ mountPropagation is Bidirectional; only privileged containers may have it
        - name: data
          mountPath: /c
          recursiveReadOnly: Enabled
                             ^^^^^^^ recursiveReadOnly is Enabled; it needs readOnly: true
  volumes:
    - name: data
      emptyDir: {}`),
    ],
    good: [
      specWith(`      volumeMounts:
        - name: data
          mountPath: /a
          subPathExpr: $(POD_NAME)/logs
        - name: data
          mountPath: /c
          readOnly: true
          recursiveReadOnly: IfPossible
  volumes:
    - name: data
      emptyDir: {}`),
    ],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      const list = child(field, 'volumeMounts')
      for (const mount of structsOf(list)) {
        const at = oddPaths(doc, list)
        yield* subPathProblems(doc, mount, at)
        yield* propagationProblems(doc, mount, field, at('.mountPropagation'))
        yield* recursionProblems(doc, mount, at('.recursiveReadOnly'))
      }
    }
  },
}

function* subPathProblems(doc: Manifest, mount: Field, at: OddPaths): Problems {
  const expression = child(mount, 'subPathExpr')
  yield* wellFormed(doc, child(mount, 'subPath'), 'subPath', descendingPath, at('.subPath'))
  if (isSet(expression) && expression.value !== '' && textAt(mount, 'subPath') !== '')
    yield doc.problem(expression, 'subPathExpr stands beside subPath; a mount has one of them')
  yield* wellFormed(doc, expression, 'subPathExpr', descendingPath, at('.subPathExpr'))
}

function* propagationProblems(doc: Manifest, mount: Field, container: Field, options: ProblemOptions): Problems {
  const propagation = child(mount, 'mountPropagation')
  yield* among(doc, propagation, 'mountPropagation', ['Bidirectional', 'HostToContainer', 'None'], options)
  if (propagation.value === 'Bidirectional' && !isTrue(child(child(container, 'securityContext'), 'privileged')))
    yield doc.problem(propagation, 'mountPropagation is Bidirectional; only privileged containers may have it', options)
}

function* recursionProblems(doc: Manifest, mount: Field, options: ProblemOptions): Problems {
  const recursive = child(mount, 'recursiveReadOnly')
  yield* among(doc, recursive, 'recursiveReadOnly', ['Disabled', 'Enabled', 'IfPossible'], options)
  if (recursive.value !== 'Enabled' && recursive.value !== 'IfPossible') return
  if (!isTrue(child(mount, 'readOnly')))
    yield doc.problem(recursive, `recursiveReadOnly is ${recursive.value}; it needs readOnly: true`, options)
  const propagation = child(mount, 'mountPropagation')
  if (isSet(propagation) && propagation.value !== 'None')
    yield doc.problem(
      recursive,
      `recursiveReadOnly is ${recursive.value}; it needs mountPropagation None, not ${propagation.value}`,
      options,
    )
}
