import { between, judged, oddPath, type Problems, required } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child, type Field, isSet } from '../field.ts'
import type { Grammar } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { byteLength, isTrue, textAt } from '../values.ts'
import { volumeRule } from '../volume-rule.ts'
import { type PodVolume, sourceOf } from '../volumes.ts'

const iqn = /iqn\.\d{4}-\d{2}\.[A-Za-z0-9\-.]+:[^,;*&$|\s]+$/
const eui = /^eui.[A-Za-z0-9]{16}$/
const naa = /^naa.[A-Za-z0-9]{32}$/

const iscsiName: Grammar = (value) => {
  if (value.startsWith('iqn')) return iqn.test(value) ? undefined : 'such a name is like iqn.2001-04.com.example:storage'
  if (value.startsWith('eui')) return eui.test(value) ? undefined : 'behind "eui." stand 16 letters or digits'
  if (value.startsWith('naa')) return naa.test(value) ? undefined : 'behind "naa." stand 32 letters or digits'
  return 'it begins with iqn, eui or naa'
}

/** A disk of a storage network. */
export const iscsiVolume = volumeRule({
  id: 'iscsi-volume',
  summary: 'An `iscsi` volume has a `targetPortal`, a qualified `iqn`, a `lun` of 0 to 255, and a secret if it authenticates with CHAP.',
  why: 'The server refuses other names, and a volume whose name and portal have more than 64 characters together where `initiatorName` is set.',
  docs: ['https://kubernetes.io/docs/concepts/storage/volumes/#iscsi'],
  examples: {
    bad: [
      volumeWith(`      iscsi:
      ^^^^^ secretRef is missing; chapAuthSession needs it
        targetPortal: 10.0.2.15:3260
        iqn: storage.disk2
             ^^^^^^^^^^^^^ iqn is "storage.disk2"; it begins with iqn, eui or naa
        lun: 256
             ^^^ lun is 256; it is 0 to 255
        chapAuthSession: true`),
    ],
    good: [
      volumeWith('      iscsi:\n        targetPortal: 10.0.2.15:3260\n        iqn: iqn.2001-04.com.example:storage.disk2\n        lun: 0'),
    ],
  },
  *judge(doc, volume) {
    yield* lengthProblems(doc, volume)
    const source = sourceOf(volume, 'iscsi')
    if (source === undefined) return
    yield* required(doc, child(source, 'targetPortal'), 'targetPortal')
    yield* required(doc, child(source, 'iqn'), 'iqn')
    const name = textAt(source, 'iqn')
    if (name) yield* judged(doc, child(source, 'iqn'), 'iqn', name, iscsiName)
    yield* between(doc, child(source, 'lun'), 'lun', 0, 255)
    yield* secretProblems(doc, source)
    yield* initiatorProblems(doc, source)
  },
})

function* secretProblems(doc: Manifest, source: Field): Problems {
  const secret = child(source, 'secretRef')
  if (isSet(secret)) return
  const chap = ['chapAuthDiscovery', 'chapAuthSession'].find((key) => isTrue(child(source, key)))
  if (chap !== undefined) yield doc.problem(secret, `secretRef is missing; ${chap} needs it`)
}

function* initiatorProblems(doc: Manifest, source: Field): Problems {
  const initiator = child(source, 'initiatorName')
  const name = textAt(source, 'initiatorName')
  if (isSet(initiator) && name !== undefined)
    yield* judged(doc, initiator, 'initiatorName', name, iscsiName, { path: oddPath(doc, source, '.initiatorname') })
}

function* lengthProblems(doc: Manifest, volume: PodVolume): Problems {
  if (volume.claimed) return
  const source = child(volume.field, 'iscsi')
  const portal = textAt(source, 'targetPortal')
  if (portal === undefined || volume.name === undefined || !isSet(child(source, 'initiatorName'))) return
  const length = byteLength(`${volume.name}:${portal}`)
  if (length > 64)
    yield doc.problem(
      child(volume.field, 'name'),
      `name and targetPortal have ${length} characters together; with initiatorName the most is 64`,
    )
}
