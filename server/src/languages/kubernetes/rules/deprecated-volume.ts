import type { Rule } from '../../../rules/rule.ts'
import { specWith } from '../examples.ts'
import { child, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podWarnings } from '../server-source.ts'
import { volumesOf } from '../volumes.ts'

/** Kinds of volumes that do nothing any more, and what became of them. */
const gone: Readonly<Record<string, string>> = {
  photonPersistentDisk: 'was deprecated in 1.11 and has no effect since 1.16',
  gitRepo: 'was deprecated in 1.11 and is switched off since 1.33',
  scaleIO: 'was deprecated in 1.16 and has no effect since 1.22',
  flocker: 'was deprecated in 1.22 and has no effect since 1.25',
  storageos: 'was deprecated in 1.22 and has no effect since 1.25',
  quobyte: 'was deprecated in 1.22 and has no effect since 1.25',
  glusterfs: 'was deprecated in 1.25 and has no effect since 1.26',
  cephfs: 'was deprecated in 1.28 and has no effect since 1.31',
  rbd: 'was deprecated in 1.28 and has no effect since 1.31',
}

/** A volume that no node can mount keeps its pod from starting. */
export const deprecatedVolume: Rule<Manifest> = {
  id: 'deprecated-volume',
  severity: 'warning',
  summary: 'Volumes are of kinds that nodes can still mount.',
  why: 'The server still accepts the others, with a warning; the pod waits for its volume forever. Claims with a storage driver have taken their place.',
  source: [podWarnings, 'https://kubernetes.io/docs/concepts/storage/volumes/'],
  examples: {
    bad: [
      specWith(`  volumes:
    - name: data
      glusterfs:
      ^^^^^^^^^ glusterfs was deprecated in 1.25 and has no effect since 1.26
        endpoints: gluster
        path: data`),
    ],
    good: [specWith('  volumes:\n    - name: data\n      persistentVolumeClaim:\n        claimName: data')],
  },
  *check(doc) {
    for (const { field } of volumesOf(doc))
      for (const [kind, what] of Object.entries(gone))
        if (isSet(child(field, kind))) yield doc.problem(child(field, kind), `${kind} ${what}`, { onKey: true, tag: 'deprecated' })
  },
}
