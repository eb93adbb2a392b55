import { allocatableOf } from '../../../server/src/placement/cluster/allocatable.ts'
import { json } from '../files.ts'
import { conformanceSet } from '../set.ts'

/** The published table: type, vCPU, memory, architecture, pods, and what is allocatable. */
interface Table {
  readonly rows: readonly (readonly [string, number, number, string, number, number, number, Readonly<Record<string, number>>])[]
}

interface Machine {
  readonly vcpu: number
  readonly memoryMiB: number
  readonly architecture: 'x86_64' | 'arm64'
  readonly maxPods: number
}

/** What Karpenter publishes as allocatable per instance type. */
export const eksAllocatable = conformanceSet<Machine, readonly [cpuMilli: number, memoryMiB: number], unknown>({
  name: 'eks-allocatable',
  *cases(folder) {
    const { rows } = json(folder, 'eks-allocatable.json') as Table
    for (const [id, vcpu, memoryMiB, arch, maxPods, cpuMilli, allocatableMiB] of rows) {
      yield {
        id,
        input: { vcpu, memoryMiB, architecture: arch === 'arm64' ? 'arm64' : 'x86_64', maxPods },
        expected: [cpuMilli, allocatableMiB],
      }
    }
  },
  answer(machine) {
    const { cpuMilli, memoryMiB } = allocatableOf(machine)
    return [cpuMilli, memoryMiB]
  },
  compare: (id, own, expected, tally) => void tally.compare('rows', id, expected, own),
})
