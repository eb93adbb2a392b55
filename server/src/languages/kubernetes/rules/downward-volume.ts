import { oddPaths } from '../demands.ts'
import { downwardFileProblems } from '../downward-files.ts'
import { volumeWith } from '../examples.ts'
import { child } from '../field.ts'
import { modeProblems } from '../key-paths.ts'
import { structsOf } from '../values.ts'
import { volumeRule } from '../volume-rule.ts'
import { sourceOf } from '../volumes.ts'

/** Files that tell a pod about itself. */
export const downwardVolume = volumeRule({
  id: 'downward-volume',
  summary: 'A file of a `downwardAPI` volume has a relative `path` and either a `fieldRef` or a `resourceFieldRef` with `containerName`.',
  why: 'Files know fewer fields than environment variables: name, namespace, uid, labels and annotations.',
  docs: ['https://kubernetes.io/docs/concepts/workloads/pods/downward-api/'],
  examples: {
    bad: [
      volumeWith(`      downwardAPI:
        items:
          - path: node
            fieldRef:
              fieldPath: spec.nodeName
                         ^^^^^^^^^^^^^ fieldPath is "spec.nodeName"; it is metadata.annotations, metadata.labels, metadata.name, metadata.namespace or metadata.uid
          - path: /cpu
                  ^^^^ path is "/cpu"; it is relative, without a leading "/"
            resourceFieldRef:
            ^^^^^^^^^^^^^^^^ containerName is missing
              resource: limits.cpu
          - path: nothing
            ^^^^ the file has no content; it has fieldRef or resourceFieldRef`),
    ],
    good: [
      volumeWith(`      downwardAPI:
        items:
          - path: labels
            fieldRef:
              fieldPath: metadata.labels
          - path: cpu
            resourceFieldRef:
              containerName: web
              resource: limits.cpu
              divisor: 1m`),
    ],
  },
  *judge(doc, volume) {
    const source = sourceOf(volume, 'downwardAPI')
    if (source === undefined) return
    yield* modeProblems(doc, child(source, 'defaultMode'))
    for (const file of structsOf(child(source, 'items'))) yield* downwardFileProblems(doc, file, oddPaths(doc, source))
  },
})
