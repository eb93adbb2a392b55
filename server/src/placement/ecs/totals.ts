import { fargatePrice } from '../cluster/fargate-sizes.ts'
import type { Totals } from '../report.ts'
import type { Placer } from './engine.ts'
import type { Free } from './nodes.ts'
import type { EcsRun } from './run.ts'
import type { InstanceState } from './state.ts'

/** Average hours of a month, as AWS's own calculators count. */
const hoursPerMonth = 730

/** The cluster as a whole, before and after. `asked` is who is asked which instances cannot take one more. */
export function totalsOf(
  states: readonly InstanceState[],
  before: readonly Free[],
  runs: readonly EcsRun[],
  asked: Placer | undefined,
): Totals {
  const cpu = sum(states, ({ instance }) => instance.cpuUnits)
  const memory = sum(states, ({ instance }) => instance.hardwareMemoryMiB)
  const cost = costPerHour(states, runs)
  return {
    cpuPercent: {
      before: used(
        sum(before, (free) => free.cpu),
        cpu,
      ),
      after: used(
        sum(states, ({ cpuFree }) => cpuFree),
        cpu,
      ),
    },
    memoryPercent: {
      before: used(
        sum(before, (free) => free.memory),
        memory,
      ),
      after: used(
        sum(states, ({ memoryFree }) => memoryFree),
        memory,
      ),
    },
    ...(asked && { strandedMemoryMiB: stranded(states, asked, 'RESOURCE:MEMORY', ({ memoryFree }) => memoryFree) }),
    ...(asked && { strandedCpu: stranded(states, asked, 'RESOURCE:CPU', ({ cpuFree }) => cpuFree) }),
    ...(cost !== undefined && { costPerHourUsd: cost, costPerMonthUsd: cost * hoursPerMonth }),
  }
}

/** What is free of a resource on instances that could take a task, but for want of something else. */
function stranded(states: readonly InstanceState[], asked: Placer, filter: string, free: (state: InstanceState) => number): number {
  return sum(states, (state) => {
    if (!asked.eligible(state) || asked.fits(state)) return 0
    return asked.refusals(state).some((reason) => reason.filter === filter) ? 0 : Math.max(0, free(state))
  })
}

/** Of all instances and of the Fargate tasks placed; undefined if the price of any instance is not known. */
function costPerHour(states: readonly InstanceState[], runs: readonly EcsRun[]): number | undefined {
  if (states.some(({ instance }) => instance.usdPerHour === undefined)) return undefined
  const fargate = sum(runs, (run) => {
    if (run.kind !== 'fargate') return 0
    const { cpuUnits, memoryMiB, platform } = run.workload.task
    const size = { cpuUnits: cpuUnits.value, memoryMiB: memoryMiB.value }
    return sum(run.places, ({ provider }) => fargatePrice(size, platform, provider === 'FARGATE_SPOT'))
  })
  return sum(states, ({ instance }) => instance.usdPerHour ?? 0) + fargate
}

function sum<T>(elements: readonly T[], of: (element: T) => number): number {
  return elements.reduce((total, element) => total + of(element), 0)
}

function used(free: number, of: number): number {
  return of === 0 ? 0 : Math.round((100 * (of - free)) / of)
}
