import { oddPath, oddPaths, type Problems, required, wellFormed } from '../demands.ts'
import { downwardFileProblems } from '../downward-files.ts'
import { volumeWith } from '../examples.ts'
import { child, type Field, isSet } from '../field.ts'
import { filePath } from '../grammar/paths.ts'
import { keyPathProblems, modeProblems } from '../key-paths.ts'
import type { Manifest } from '../manifest.ts'
import { numberOf, structsOf, textAt } from '../values.ts'
import { volumeRule } from '../volume-rule.ts'
import { sourceOf } from '../volumes.ts'
import { quote } from '../words.ts'

const kinds = ['secret', 'configMap', 'downwardAPI', 'serviceAccountToken'] as const

/** Files from several places in one directory. */
export const projectedVolume = volumeRule({
  id: 'projected-volume',
  summary: 'Each source of a `projected` volume is of one kind and complete, and no two files have one path.',
  why: 'Tokens are valid for 10 minutes at least. Two sources that write one file are refused wherever they stand; the server names the volume then.',
  docs: ['https://kubernetes.io/docs/concepts/storage/projected-volumes/'],
  examples: {
    bad: [
      `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  containers:
    - name: web
      image: nginx:1.27
  volumes:
    - name: data
      projected:
        sources:
          - configMap:
              name: settings
              items:
                - key: a
                  path: conf
          - secret:
            ^^^^^^ name is missing
              items:
                - key: b
                  path: conf
                        ^^^^ path is "conf"; another source writes that file
          - serviceAccountToken:
              path: token
              expirationSeconds: 60
                                 ^^ expirationSeconds is 60; it is 600 to 4294967296
`,
    ],
    good: [
      volumeWith(`      projected:
        sources:
          - configMap:
              name: settings
          - secret:
              name: keys
              items:
                - key: b
                  path: keys/b`),
    ],
  },
  *judge(doc, volume) {
    const source = sourceOf(volume, 'projected')
    if (source === undefined) return
    yield* modeProblems(doc, child(source, 'defaultMode'))
    const paths = new Set<string>()
    for (const one of structsOf(child(source, 'sources'))) {
      yield* contentProblems(doc, source, one)
      yield* pathProblems(doc, source, one, paths)
      if (kinds.filter((kind) => isSet(child(one, kind))).length > 1)
        yield doc.problem(one, 'the source is of several kinds; each is a source of its own')
    }
  },
})

function* contentProblems(doc: Manifest, volume: Field, source: Field): Problems {
  for (const kind of ['secret', 'configMap'] as const) {
    const object = child(source, kind)
    if (!isSet(object)) continue
    yield* required(doc, child(object, 'name'), 'name')
    yield* keyPathProblems(doc, object)
  }
  const downward = child(source, 'downwardAPI')
  for (const file of structsOf(child(downward, 'items'))) yield* downwardFileProblems(doc, file, oddPaths(doc, downward))
  const token = child(source, 'serviceAccountToken')
  if (isSet(token)) yield* tokenProblems(doc, volume, token)
}

function* tokenProblems(doc: Manifest, volume: Field, token: Field): Problems {
  const expiration = child(token, 'expirationSeconds')
  const seconds = numberOf(expiration)
  if (seconds !== undefined && (seconds < 600 || seconds > 2 ** 32))
    yield doc.problem(expiration, `expirationSeconds is ${seconds}; it is 600 to 4294967296`)
  const path = child(token, 'path')
  const options = oddPaths(doc, volume)('.path')
  yield* required(doc, path, 'path', options)
  yield* wellFormed(doc, path, 'path', filePath, options)
}

function* pathProblems(doc: Manifest, volume: Field, source: Field, paths: Set<string>): Problems {
  for (const kind of ['secret', 'configMap', 'downwardAPI'] as const) {
    for (const item of structsOf(child(child(source, kind), 'items'))) {
      const path = textAt(item, 'path')
      if (!path) continue
      if (paths.has(path))
        yield doc.problem(child(item, 'path'), `path is ${quote(path)}; another source writes that file`, {
          path: oddPath(doc, volume, ''),
        })
      paths.add(path)
    }
  }
}
