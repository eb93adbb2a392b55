import { oddPath } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child, isSet } from '../field.ts'
import { volumeRule } from '../volume-rule.ts'
import { sourceKinds } from '../volumes.ts'

/** How the server spells two kinds in this message only. */
const spelt: Readonly<Record<string, string>> = { cephfs: 'cephFS', downwardAPI: 'downwarAPI' }

/** A volume comes from one place. */
export const volumeType = volumeRule({
  id: 'volume-type',
  summary: 'A volume has one source.',
  why: 'With two the server refuses the second, in an order of its own. A volume without any is an `emptyDir`.',
  docs: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  examples: {
    bad: [
      volumeWith(`      emptyDir: {}
      configMap:
      ^^^^^^^^^ configMap is a second source; the volume has emptyDir already
        name: settings`),
    ],
    good: [volumeWith('      configMap:\n        name: settings')],
  },
  *judge(doc, volume) {
    if (volume.claimed) return
    for (const kind of sourceKinds) {
      const source = child(volume.field, kind)
      if (kind === volume.source || !isSet(source)) continue
      yield doc.problem(source, `${kind} is a second source; the volume has ${volume.source} already`, {
        onKey: true,
        path: oddPath(doc, volume.field, `.${spelt[kind] ?? kind}`),
      })
    }
  },
})
