import { judged, named, oddPath, required } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child, isSet } from '../field.ts'
import { dnsSubdomain, type Grammar } from '../grammar/names.ts'
import { textAt } from '../values.ts'
import { volumeRule } from '../volume-rule.ts'
import { sourceOf } from '../volumes.ts'

const driverName: Grammar = (value) =>
  value.length > 63 ? `it has ${value.length} characters, the most is 63` : dnsSubdomain(value.toLowerCase())

/** A volume that a driver of the node makes for the pod. */
export const csiVolume = volumeRule({
  id: 'csi-volume',
  summary: 'A `csi` volume names its `driver`, at most 63 characters like a host name, and a secret if it has `nodePublishSecretRef`.',
  why: 'The server refuses other names of drivers. Whether the driver is installed is seen when the pod starts.',
  docs: ['https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#csi-ephemeral-volumes'],
  examples: {
    bad: [
      volumeWith(`      csi:
        driver: secrets_store.csi
                ^^^^^^^^^^^^^^^^^ driver is "secrets_store.csi"; it takes a-z, 0-9, "-" and ".", and each part begins and ends with a letter or digit
        nodePublishSecretRef: {}
        ^^^^^^^^^^^^^^^^^^^^ name is missing`),
    ],
    good: [volumeWith('      csi:\n        driver: secrets-store.csi.k8s.io')],
  },
  *judge(doc, volume) {
    const source = sourceOf(volume, 'csi')
    if (source === undefined) return
    yield* named(doc, child(source, 'driver'), 'driver', driverName)
    const secret = child(source, 'nodePublishSecretRef')
    if (!isSet(secret)) return
    const name = textAt(secret, 'name')
    yield* required(doc, child(secret, 'name'), 'name')
    if (name) yield* judged(doc, child(secret, 'name'), 'name', name, dnsSubdomain, { path: oddPath(doc, source, '.name') })
  },
})
