import { type Problems, required } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child, type Field } from '../field.ts'
import { keyPathProblems, modeProblems } from '../key-paths.ts'
import type { Manifest } from '../manifest.ts'
import { volumeRule } from '../volume-rule.ts'
import { sourceOf } from '../volumes.ts'

/** Files from a secret or config map. */
export const configVolume = volumeRule({
  id: 'config-volume',
  summary: 'A `secret` or `configMap` volume names its object; its `items` have a `key` and a relative `path`; modes are 0 to 0777.',
  why: 'YAML reads `0644` as octal; without the leading zero, `644` is decimal, more than 0777 (511), and refused. A path that begins with `..` is kept for the kubelet.',
  docs: ['https://kubernetes.io/docs/concepts/storage/volumes/#configmap', 'https://kubernetes.io/docs/concepts/storage/volumes/#secret'],
  examples: {
    bad: [
      volumeWith(`      configMap:
      ^^^^^^^^^ name is missing
        defaultMode: 644
                     ^^^ defaultMode is 644; it is 0 to 511, in octal 0 to 0777
        items:
          - key: app.conf
            path: /etc/app.conf
                  ^^^^^^^^^^^^^ path is "/etc/app.conf"; it is relative, without a leading "/"`),
      volumeWith(`      secret:
        secretName: tls
        items:
          - path: ..tls.crt
            ^^^^ key is missing
                  ^^^^^^^^^ path is "..tls.crt"; it may not begin with ".."`),
    ],
    good: [
      volumeWith(
        '      secret:\n        secretName: tls\n        defaultMode: 0400\n        items:\n          - key: tls.crt\n            path: certs/tls.crt',
      ),
    ],
  },
  *judge(doc, volume) {
    const secret = sourceOf(volume, 'secret')
    if (secret !== undefined) yield* sourceProblems(doc, secret, 'secretName')
    const configMap = sourceOf(volume, 'configMap')
    if (configMap !== undefined) yield* sourceProblems(doc, configMap, 'name')
  },
})

function* sourceProblems(doc: Manifest, source: Field, name: string): Problems {
  yield* required(doc, child(source, name), name)
  yield* modeProblems(doc, child(source, 'defaultMode'))
  yield* keyPathProblems(doc, source)
}
