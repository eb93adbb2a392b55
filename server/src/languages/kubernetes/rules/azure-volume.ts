import { among, type Problems, required } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child, type Field, isSet } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { textAt } from '../values.ts'
import { volumeRule } from '../volume-rule.ts'
import { sourceOf } from '../volumes.ts'
import { quote } from '../words.ts'

/** Disks and shares of Azure. */
export const azureVolume = volumeRule({
  id: 'azure-volume',
  summary: 'An `azureDisk` has a `diskName` and a `diskURI` that fits its `kind`; an `azureFile` has a `secretName` and a `shareName`.',
  why: 'A `Managed` disk is named by its resource path `/subscriptions/...`, a disk in a blob store by its `https://` address. Without `kind` a disk is `Shared`.',
  docs: ['https://kubernetes.io/docs/concepts/storage/volumes/#azuredisk'],
  examples: {
    bad: [
      volumeWith(`      azureDisk:
        diskName: data
        kind: Managed
        diskURI: https://account.blob.core.windows.net/vhds/data.vhd
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ diskURI is "https://account.blob.core.windows.net/vhds/data.vhd"; for a Managed disk it begins with /subscriptions/
        cachingMode: readonly
                     ^^^^^^^^ cachingMode is "readonly"; it is None, ReadOnly or ReadWrite; did you mean ReadOnly`),
      volumeWith(`      azureFile:
      ^^^^^^^^^ secretName is missing
        shareName: files`),
    ],
    good: [
      volumeWith(
        '      azureDisk:\n        diskName: data\n        kind: Managed\n        diskURI: /subscriptions/1/resourcegroups/2/providers/microsoft.compute/disks/data',
      ),
    ],
  },
  *judge(doc, volume) {
    const disk = sourceOf(volume, 'azureDisk')
    if (disk !== undefined) yield* diskProblems(doc, disk)
    const file = sourceOf(volume, 'azureFile')
    if (file !== undefined) for (const key of ['secretName', 'shareName']) yield* required(doc, child(file, key), key)
  },
})

function* diskProblems(doc: Manifest, disk: Field): Problems {
  yield* required(doc, child(disk, 'diskName'), 'diskName')
  yield* required(doc, child(disk, 'diskURI'), 'diskURI')
  yield* among(doc, child(disk, 'cachingMode'), 'cachingMode', ['None', 'ReadOnly', 'ReadWrite'])
  yield* among(doc, child(disk, 'kind'), 'kind', ['Dedicated', 'Managed', 'Shared'])
  const kind = textAt(disk, 'kind')
  const uri = textAt(disk, 'diskURI')
  if (uri === undefined || kind === undefined || !isSet(child(disk, 'kind'))) return
  const beginning = kind === 'Managed' ? '/subscriptions/' : 'https://'
  if (!uri.startsWith(beginning))
    yield doc.problem(child(disk, 'diskURI'), `diskURI is ${quote(uri)}; for a ${kind} disk it begins with ${beginning}`)
}
