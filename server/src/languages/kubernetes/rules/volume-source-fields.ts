import { between, oddPath, type Problems, required, wellFormed } from '../demands.ts'
import { volumeWith } from '../examples.ts'
import { child, entriesOf, type Field, isSet } from '../field.ts'
import { dnsLabel } from '../grammar/names.ts'
import { descendingPath } from '../grammar/paths.ts'
import type { Manifest } from '../manifest.ts'
import { byteLength, isFilled, textAt } from '../values.ts'
import { volumeRule } from '../volume-rule.ts'
import { type SourceKind, sourceOf } from '../volumes.ts'
import { quote } from '../words.ts'

/** What the older kinds of volumes cannot be without, in the order in which the server asks. */
const demanded: readonly (readonly [SourceKind, ...string[]])[] = [
  ['awsElasticBlockStore', 'volumeID'],
  ['cinder', 'volumeID'],
  ['flexVolume', 'driver'],
  ['gitRepo', 'repository'],
  ['glusterfs', 'endpoints', 'path'],
  ['photonPersistentDisk', 'pdID'],
  ['portworxVolume', 'volumeID'],
  ['quobyte', 'volume'],
  ['rbd', 'image'],
  ['scaleIO', 'gateway', 'system', 'volumeName'],
  ['storageos', 'volumeName'],
  ['vsphereVolume', 'volumePath'],
]

/** The kinds of volumes from before there were storage drivers. */
export const volumeSourceFields = volumeRule({
  id: 'volume-source-fields',
  summary: 'The older kinds of volumes (cloud disks, Ceph, Gluster, Flex, ...) have the fields that name what is mounted.',
  why: 'The server refuses them without, although most of these kinds do nothing any more; storage drivers (CSI) have taken their place.',
  docs: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  examples: {
    bad: [
      volumeWith(`      gcePersistentDisk:
      ^^^^^^^^^^^^^^^^^ pdName is missing
        partition: 256
                   ^^^ partition is 256; it is 0 to 255`),
      volumeWith(`      rbd:
      ^^^ monitors are missing; there is at least one
        image: data`),
      volumeWith(`      flexVolume:
        driver: example/nfs
        options:
          kubernetes.io/server: files
          ^^^^^^^^^^^^^^^^^^^^ option "kubernetes.io/server" is in a reserved namespace; kubernetes.io and k8s.io are not for users`),
    ],
    good: [volumeWith('      awsElasticBlockStore:\n        volumeID: vol-0a1b2c3d')],
  },
  *judge(doc, volume) {
    for (const [kind, ...keys] of demanded) {
      const source = sourceOf(volume, kind)
      if (source === undefined) continue
      for (const key of keys) yield* required(doc, child(source, key), key)
      yield* special[kind]?.(doc, source) ?? []
      return
    }
    for (const kind of ['gcePersistentDisk', 'cephfs', 'flocker'] as const) {
      const source = sourceOf(volume, kind)
      if (source !== undefined) yield* special[kind]?.(doc, source) ?? []
    }
  },
})

/** What is asked of some of them beyond that. */
const special: Readonly<Partial<Record<SourceKind, (doc: Manifest, source: Field) => Problems>>> = {
  *awsElasticBlockStore(doc, source) {
    yield* between(doc, child(source, 'partition'), 'partition', 0, 255)
  },
  *cephfs(doc, source) {
    yield* monitors(doc, source)
  },
  *cinder(doc, source) {
    yield* secretName(doc, source)
  },
  *flexVolume(doc, source) {
    for (const option of entriesOf(child(source, 'options'))) {
      const key = String(option.step)
      const namespace = `.${(key.split('/', 2)[0] ?? '').toLowerCase()}`
      if (namespace.endsWith('.kubernetes.io') || namespace.endsWith('.k8s.io'))
        yield doc.problem(option, `option ${quote(key)} is in a reserved namespace; kubernetes.io and k8s.io are not for users`, {
          onKey: true,
          path: oddPath(doc, source, `.options[${key}]`),
        })
    }
  },
  *flocker(doc, source) {
    const name = textAt(source, 'datasetName')
    const uuid = textAt(source, 'datasetUUID')
    if (name === undefined || uuid === undefined) return
    if ((name === '') === (uuid === ''))
      yield doc.problem(
        source,
        name === ''
          ? 'datasetName and datasetUUID are missing; one is needed'
          : 'datasetName stands beside datasetUUID; a volume has one of them',
      )
    if (name.includes('/')) yield doc.problem(child(source, 'datasetName'), `datasetName is ${quote(name)}; it takes no "/"`)
  },
  *gcePersistentDisk(doc, source) {
    const base = oddPath(doc, source, '').replace(/gcePersistentDisk$/, 'persistentDisk')
    yield* required(doc, child(source, 'pdName'), 'pdName', { path: `${base}.pdName` })
    yield* between(doc, child(source, 'partition'), 'partition', 0, 255, { path: `${base}.partition` })
  },
  *gitRepo(doc, source) {
    yield* wellFormed(doc, child(source, 'directory'), 'directory', descendingPath)
  },
  *quobyte(doc, source) {
    const registry = child(source, 'registry')
    const tenant = textAt(source, 'tenant')
    yield* required(doc, registry, 'registry')
    if (textAt(source, 'registry') === '') return
    if (tenant !== undefined && byteLength(tenant) > 64)
      yield doc.problem(child(source, 'tenant'), `tenant has ${byteLength(tenant)} characters; the most is 64`)
    else yield* wellFormed(doc, registry, 'registry', hostPorts)
  },
  *rbd(doc, source) {
    yield* monitors(doc, source)
  },
  *storageos(doc, source) {
    for (const key of ['volumeName', 'volumeNamespace']) yield* wellFormed(doc, child(source, key), key, dnsLabel)
    yield* secretName(doc, source)
  },
}

function* monitors(doc: Manifest, source: Field): Problems {
  const path = oddPath(doc, source, '.monitors')
  if (!isFilled(child(source, 'monitors')))
    yield doc.problem(child(source, 'monitors'), 'monitors are missing; there is at least one', { path })
}

function* secretName(doc: Manifest, source: Field): Problems {
  const secret = child(source, 'secretRef')
  if (isSet(secret)) yield* required(doc, child(secret, 'name'), 'name')
}

function hostPorts(value: string): string | undefined {
  const pairs = value.split(',').every((pair) => /^(?:\[[^[\]]*\]|[^:[\]]*):[^[\]:]*$/.test(pair))
  return pairs ? undefined : 'it is host:port, or several of them with commas between'
}
