import { fargatePrice, sizeLabel } from '../cluster/fargate-sizes.ts'
import { closestOf, groupReasons, type Refused } from '../reasons.ts'
import type { Verdict, WorkloadReport } from '../report.ts'
import { verdictOf } from '../verdict.ts'
import { dollars, ordinal } from '../words.ts'
import type { EcsWorkload } from '../workload.ts'
import type { Decision } from './engine.ts'
import { schedulerMessage } from './message.ts'
import { type EcsRun, tally } from './run.ts'
import { type InstancesRun, refusedBy } from './scene.ts'
import type { InstanceState } from './state.ts'

/** What became of one workload, in the words of the report; headroom is added by who asks the what-if questions. */
export function outcomeOf(run: EcsRun, states: readonly InstanceState[]): WorkloadReport {
  const { asked, placed } = tally(run)
  const { name, source, service } = run.workload
  const common = {
    name,
    unit: 'task' as const,
    asked,
    placed,
    source,
    kind: `ECS ${service ? 'service' : 'task definition'}, ${where(run)}`,
  }
  switch (run.kind) {
    case 'nowhere':
      return { ...common, strategy: 'none', verdict: unplaced(asked, run.because), placements: pending(asked), reasons: [] }
    case 'fargate':
      return { ...common, ...onFargate(run) }
    case 'instances':
      return { ...common, ...onInstances(run, states) }
  }
}

function where(run: EcsRun): string {
  if (run.kind === 'fargate') return 'Fargate'
  return run.kind === 'instances' && run.plan.external ? 'External' : 'EC2'
}

type Outcome = Pick<WorkloadReport, 'strategy' | 'verdict' | 'placements' | 'reasons' | 'schedulerMessage'>

function onInstances(run: InstancesRun, states: readonly InstanceState[]): Outcome {
  const { workload, plan, place, decisions } = run
  const refused = refusedBy(place, relevant(run, states)).filter(({ reasons }) => reasons.length > 0)
  const placed = decisions.filter(({ state }) => state !== undefined).length
  const left = decisions.findIndex(({ state }) => state === undefined)
  const closest = left < 0 ? undefined : closestOf(refused)
  const because =
    states.length === 0 ? 'the cluster has no instances' : plan.daemon && decisions.length === 0 ? 'no instance may have one' : undefined
  return {
    strategy: plan.strategyLabel,
    verdict: verdictOf({
      unit: 'task',
      asked: because === undefined ? decisions.length : Math.max(decisions.length, 1),
      placed,
      closest,
      remarks: tie(decisions),
      unknown: workload.task.unknown.map(({ what }) => what),
      ...(left >= 0 && { firstLeft: left + 1 }),
      ...(because !== undefined && { because }),
    }),
    placements: decisions.map(({ state, equal }) => (state ? { node: state.instance.name, equal } : {})),
    reasons: groupReasons(refused, 'instance'),
    ...(left >= 0 && { schedulerMessage: schedulerMessage(workload, closest, found(run, states)) }),
  }
}

/** The instances whose reasons count: of a daemon those that should have one and have not, else all. */
function relevant({ plan, place, decisions }: InstancesRun, states: readonly InstanceState[]): readonly InstanceState[] {
  if (!plan.daemon) return states
  const taken = new Set(decisions.map(({ state }) => state))
  return states.filter((state) => place.eligible(state) && !taken.has(state))
}

function found(
  { plan }: InstancesRun,
  states: readonly InstanceState[],
): 'instances' | 'none in the cluster' | 'none in the capacity provider' {
  const active = states.filter(({ instance }) => instance.status === 'ACTIVE')
  if (active.length === 0) return 'none in the cluster'
  const names = new Set(plan.providers.map(({ name }) => name))
  if (names.size === 0 || active.some(({ instance }) => names.has(instance.capacityProvider ?? ''))) return 'instances'
  return 'none in the capacity provider'
}

function tie(decisions: readonly Decision[]): readonly string[] {
  const first = decisions.findIndex(({ equal }) => equal > 1)
  const equal = decisions[first]?.equal
  return equal === undefined ? [] : [`One of ${equal} equal choices for the ${ordinal(first + 1)} task: taken by name.`]
}

function onFargate({ workload, places, refusal }: Extract<EcsRun, { kind: 'fargate' }>): Outcome {
  const refused: readonly Refused[] = refusal === undefined ? [] : [{ node: 'Fargate', reasons: [refusal.reason] }]
  const verdict = verdictOf({
    unit: 'task',
    asked: workload.count,
    placed: places.length,
    closest: undefined,
    remarks: places.length === 0 || workload.task.unknown.length > 0 ? [] : [price(workload, places)],
    unknown: workload.task.unknown.map(({ what }) => what),
    ...(refusal && { because: refusal.because }),
  })
  return {
    strategy: 'spread over the zones',
    verdict: { ...verdict, ...(refusal?.reason.source && { source: refusal.reason.source }) },
    placements: places.length === 0 ? pending(workload.count) : places.map(({ zone, provider }) => ({ node: fargateNode(provider, zone) })),
    reasons: groupReasons(refused, 'node').map((group) => ({ ...group, where: 'Fargate' })),
    ...(refusal && { schedulerMessage: refusal.reason.filter }),
  }
}

/** The name of the box that stands for a provider's tasks in one zone. */
export function fargateNode(provider: string, zone: string): string {
  return zone === '' ? provider : `${provider} ${zone}`
}

function price({ task }: EcsWorkload, places: Extract<EcsRun, { kind: 'fargate' }>['places']): string {
  const size = { cpuUnits: task.cpuUnits.value, memoryMiB: task.memoryMiB.value }
  const total = places.reduce((sum, { provider }) => sum + fargatePrice(size, task.platform, provider === 'FARGATE_SPOT'), 0)
  return `Each is given ${sizeLabel(size)}; together they cost ${dollars(total)} per hour, ${dollars(total * 730)} per month.`
}

function unplaced(asked: number, because: string): Verdict {
  return verdictOf({ unit: 'task', asked, placed: 0, closest: undefined, remarks: [], because })
}

function pending(count: number): WorkloadReport['placements'] {
  return Array.from({ length: count }, () => ({}))
}
