import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ndjson } from '../conformance/files.ts'
import { temporaryFolder } from '../session/workspace.ts'
import { bayplan } from './command.ts'

/** What the real scheduler decided for the waiting pods of a cluster; README.md of the recording says what the fields mean. */
interface Recorded {
  readonly id: string
  readonly family: string
  readonly input: Readonly<Record<string, readonly Item[] | string>>
  readonly output: { readonly pods: readonly { readonly name: string; readonly chosen?: string; readonly message?: string }[] }
}

type Item = Readonly<Record<string, unknown>>

const kinds: Readonly<Record<string, string>> = {
  nodes: 'Node',
  pods: 'Pod',
  services: 'Service',
  replicaSets: 'ReplicaSet',
  statefulSets: 'StatefulSet',
  persistentVolumes: 'PersistentVolume',
  persistentVolumeClaims: 'PersistentVolumeClaim',
  storageClasses: 'StorageClass',
  csiNodes: 'CSINode',
  csiDrivers: 'CSIDriver',
  csiStorageCapacities: 'CSIStorageCapacity',
  volumeAttachments: 'VolumeAttachment',
  replicationControllers: 'ReplicationController',
  podDisruptionBudgets: 'PodDisruptionBudget',
  priorityClasses: 'PriorityClass',
  namespaces: 'Namespace',
}

const home = process.cwd()
const recorded = firstOfEach()

before(() => process.chdir(temporaryFolder({}).path))
after(() => process.chdir(home))

for (const { family, input, output } of recorded) {
  test(`a cluster as kubectl prints it, and its waiting pods as manifests: ${family}`, async () => {
    const folder = temporaryFolder({
      'cluster.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: itemsOf(input) }),
      'pods.yaml': items(input.pending)
        .map((pod) => JSON.stringify({ apiVersion: 'v1', kind: 'Pod', ...pod }))
        .join('\n---\n'),
    })
    const { out, err } = await bayplan([
      'place',
      `${folder.path}/pods.yaml`,
      '--cluster',
      `${folder.path}/cluster.json`,
      '--format',
      'json',
      '--as',
      'kubernetes',
    ])
    assert.equal(err, '')
    const { workloads }: { workloads: { name: string; placements: { node?: string }[]; schedulerMessage?: string }[] } = JSON.parse(out)
    assert.deepEqual(
      workloads.map(({ name, placements, schedulerMessage }) => ({ name, node: placements[0]?.node, message: schedulerMessage })),
      output.pods.map(({ name, chosen, message }) => ({ name, node: chosen, message })),
    )
  })
}

/** The first small cluster of every family. */
function firstOfEach(): readonly Recorded[] {
  const found = new Map<string, Recorded>()
  for (const line of ndjson('test/conformance/scheduler') as Iterable<Recorded>) {
    if (line.id.startsWith('small') && !found.has(line.family)) found.set(line.family, line)
  }
  return [...found.values()]
}

function itemsOf(input: Recorded['input']): readonly Item[] {
  return Object.entries(kinds).flatMap(([list, kind]) => items(input[list]).map((item) => ({ kind, ...item })))
}

function items(list: Recorded['input'][string] | undefined): readonly Item[] {
  return Array.isArray(list) ? list : []
}
