import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { named, type Problems } from '../demands.ts'
import { specWith } from '../examples.ts'
import { below, child, type Field, isSet } from '../field.ts'
import { envName } from '../grammar/keys.ts'
import { dnsLabel } from '../grammar/names.ts'
import { pathWithoutBacksteps } from '../grammar/paths.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { structsOf, textAt } from '../values.ts'
import { volumesOf } from '../volumes.ts'
import { quote } from '../words.ts'

/** A variable from a file that another container has written. */
export const envFile: Rule<Manifest> = {
  id: 'env-file',
  severity: 'error',
  summary: 'A `fileKeyRef` has a `key`, a `path` without `..` and the name of an `emptyDir` volume.',
  why: 'The file is written by an init container into a volume that lives as long as the pod; other kinds of volumes are refused.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-via-file/'],
  examples: {
    bad: [
      specWith(`      env:
        - name: TOKEN
          valueFrom:
            fileKeyRef:
            ^^^^^^^^^^ key is missing
              volumeName: config
                          ^^^^^^ volume "config" is of kind configMap; variables are read from an emptyDir
              path: ../env
                    ^^^^^^ path is "../env"; no part of it may be ".."
  volumes:
    - name: config
      configMap:
        name: settings`),
    ],
    good: [
      specWith(`      env:
        - name: TOKEN
          valueFrom:
            fileKeyRef:
              volumeName: env
              path: app.env
              key: TOKEN
  volumes:
    - name: env
      emptyDir: {}`),
    ],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      for (const variable of structsOf(child(field, 'env'))) {
        const reference = below(variable, 'valueFrom', 'fileKeyRef')
        if (!isSet(reference)) continue
        yield* named(doc, child(reference, 'key'), 'key', envName)
        yield* named(doc, child(reference, 'path'), 'path', pathWithoutBacksteps)
        yield* named(doc, child(reference, 'volumeName'), 'volumeName', dnsLabel)
        yield* volumeProblems(doc, reference)
      }
    }
  },
}

function* volumeProblems(doc: Manifest, reference: Field): Problems {
  const name = textAt(reference, 'volumeName')
  if (!name || dnsLabel(name) !== undefined) return
  const field = child(reference, 'volumeName')
  const volumes = volumesOf(doc)
  // The server looks at all volumes here, also at those it has found fault with; of one name it takes the last.
  const volume = volumes.findLast((one) => one.name === name)
  if (volume === undefined) {
    if (volumes.every((one) => one.name !== undefined)) yield doc.problem(field, `volume ${quote(name)} does not exist in this pod`)
  } else if (volume.claimed || (volume.source !== undefined && volume.source !== 'emptyDir'))
    yield doc.problem(field, `volume ${quote(name)} is of kind ${volume.source}; variables are read from an emptyDir`)
}
