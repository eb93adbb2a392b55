import { byName } from '../order.ts'
import { closestOf, type Refused } from '../reasons.ts'
import type { Growth, Headroom, Relocation, Rollout, RolloutOutcome, Scene } from '../what-if/scene.ts'
import type { EcsWorkload } from '../workload.ts'
import type { EcsCluster, InstanceGroup } from './cluster.ts'
import { type Decision, type Placer, placer } from './engine.ts'
import { type Plan, planOfLoad } from './plan.ts'
import { type InstanceState, type Load, release, stateOf, take } from './state.ts'

/** What a placement on instances was made of and what came out. */
export interface InstancesRun {
  readonly workload: EcsWorkload
  readonly plan: Plan
  readonly place: Placer
  readonly decisions: readonly Decision[]
}

/** Makes a finished placement ready for questions. `states` are all instances by name, with everything placed so far. */
export function sceneOf(run: InstancesRun, states: readonly InstanceState[], cluster: EcsCluster): Scene {
  const { plan, place, decisions } = run
  const own = new Map<InstanceState, number>()
  for (const { state } of decisions) if (state) own.set(state, (own.get(state) ?? 0) + 1)
  const open = states.filter(place.fits)
  const placed = decisions.filter(({ state }) => state !== undefined).length
  return {
    unit: 'task',
    nodeUnit: 'instance',
    asked: decisions.length,
    placed,
    nodes: states.map((state) => ({ name: state.instance.name, zone: state.instance.zone, own: own.get(state) ?? 0 })),
    headroom: plan.daemon ? undefined : headroomOf(plan.load, place, states, open),
    closest: open.length > 0 ? undefined : closestOf(refusedBy(place, states)),
    lose: (names, rivals) => lose({ plan, place, own, open, states }, names, rivals),
    rollout: plan.daemon ? undefined : rolloutOf(run, states),
    growth: () =>
      plan.daemon || placed === decisions.length ? [] : growthOf(plan, place, states, cluster.groups, decisions.length, placed),
  }
}

/** All instances with what keeps each from taking one more. */
export function refusedBy(place: Placer, states: readonly InstanceState[]): readonly Refused[] {
  return states.map((state) => ({ node: state.instance.name, reasons: place.refusals(state) }))
}

/** More tasks than anyone asks for: what still fits then takes nothing that runs out. */
const endless = 10_000

/** Fills every instance on its own: how many it takes does not depend on the others, whatever the strategy. */
function headroomOf(load: Load, place: Placer, states: readonly InstanceState[], open: readonly InstanceState[]): Headroom {
  let more = 0
  const ends = new Map<string, number>()
  const isOpen = new Set(open)
  for (const state of states) {
    let here = 0
    for (; isOpen.has(state) && here < endless && (here === 0 || place.fits(state)); here++) take(state, load)
    if (here >= endless) more = Number.POSITIVE_INFINITY
    if (place.eligible(state)) for (const { what } of place.refusals(state)) ends.set(what, (ends.get(what) ?? 0) + 1)
    for (let i = 0; i < here; i++) release(state, load)
    more += here
  }
  const [binding] = [...ends].sort((a, b) => b[1] - a[1])
  return { more, binding: binding?.[0] }
}

interface Standing {
  readonly plan: Plan
  readonly place: Placer
  readonly own: ReadonlyMap<InstanceState, number>
  readonly open: readonly InstanceState[]
  readonly states: readonly InstanceState[]
}

function lose({ plan, place, own, open, states }: Standing, names: ReadonlySet<string>, rivals: 'none' | 'first'): Relocation {
  const isLost = ({ instance }: InstanceState) => names.has(instance.name)
  const lost = states.filter(isLost)
  const left = states.filter((state) => !isLost(state))
  const moving = lost.reduce((sum, state) => sum + (own.get(state) ?? 0), 0)
  const others = lost.flatMap(({ instance }) => instance.running)
  const undo: (() => void)[] = []
  if (rivals === 'first') {
    for (const load of others) put(placer(planOfLoad(load), left).place(load.count), load, undo)
  }
  const stillOpen = open.filter((state) => !isLost(state) && (rivals === 'none' || place.fits(state)))
  const decisions = plan.daemon ? [] : place.place(moving, left, stillOpen)
  put(decisions, plan.load, undo)
  const pending = decisions.filter(({ state }) => state === undefined).length
  const lacking = pending === 0 ? undefined : closestOf(refusedBy(place, left))?.reasons[0]?.what
  for (const back of undo.reverse()) back()
  return { moving, pending, rivals: others.reduce((sum, { count }) => sum + count, 0), lacking }
}

/** Remembers how to take back what was just placed. */
function put(decisions: readonly Decision[], load: Load, undo: (() => void)[]): void {
  for (const { state } of decisions) if (state) undo.push(() => release(state, load))
}

/** Without a service, the service's own defaults: all stay healthy, twice as many may run. */
function rolloutOf(run: InstancesRun, states: readonly InstanceState[]): Rollout {
  const { service } = run.workload
  return {
    minimumHealthyPercent: service?.minimumHealthyPercent ?? 100,
    maximumPercent: service?.maximumPercent ?? 200,
    attempt: (minimum, maximum) => attempt(run, states, minimum, maximum),
  }
}

/** Starts as many new tasks as the upper limit and the room allow, then stops as many old ones as the lower limit allows, and so on. */
function attempt(
  { plan: { load }, place, decisions }: InstancesRun,
  states: readonly InstanceState[],
  minimum: number,
  maximum: number,
): RolloutOutcome {
  const desired = decisions.length
  const lower = Math.ceil((desired * minimum) / 100)
  const upper = Math.floor((desired * maximum) / 100)
  const old = decisions.flatMap(({ state }) => (state ? [state] : []))
  const undo: (() => void)[] = []
  let replaced = 0
  let room = 0
  for (let round = 0; replaced < desired; round++) {
    const wanted = Math.max(0, Math.min(upper - old.length - replaced, desired - replaced))
    const started = place.place(wanted)
    put(started, load, undo)
    const running = started.filter(({ state }) => state !== undefined).length
    replaced += running
    if (round === 0) room = running
    const stopping = Math.max(0, Math.min(old.length, old.length + replaced - lower))
    for (let i = 0; i < stopping; i++) stop(old, load, undo)
    if (running === 0 && stopping === 0) break
  }
  const lacking = replaced < desired ? closestOf(refusedBy(place, states))?.reasons[0]?.what : undefined
  for (const back of undo.reverse()) back()
  return { replaced, lower, upper, room, lacking }
}

function stop(old: InstanceState[], load: Load, undo: (() => void)[]): void {
  const state = old.pop()
  if (state === undefined) return
  release(state, load)
  undo.push(() => take(state, load))
}

/** For each group the least number of idle instances that takes what is left over, in the zones that hold the fewest of the tasks. */
function growthOf(
  plan: Plan,
  place: Placer,
  states: readonly InstanceState[],
  groups: readonly InstanceGroup[],
  asked: number,
  placed: number,
): readonly Growth[] {
  return groups.flatMap((group) => {
    const present = states.filter(({ instance }) => instance.group === group.name)
    const zones = [...group.zones].sort((a, b) => tasksIn(plan, states, a) - tasksIn(plan, states, b) || byName(a, b))
    const [first] = zones
    const allowed = (group.max ?? Number.POSITIVE_INFINITY) - present.length
    if (first === undefined || allowed <= 0) return []
    const example = stateOf(group.next(first))
    const each = headroomOf(plan.load, place, [example], place.fits(example) ? [example] : []).more
    const wanted = each === 0 ? 1 : Math.ceil((asked - placed) / each)
    const nodes = Math.min(wanted, allowed)
    const added = Array.from({ length: nodes }, (_, i) => stateOf(group.next(zones[i % zones.length] ?? first)))
    const decisions = place.place(asked - placed, [...states, ...added])
    for (const { state } of decisions) if (state) release(state, plan.load)
    const more = decisions.filter(({ state }) => state !== undefined).length
    const { type, usdPerHour } = example.instance
    const price = usdPerHour === undefined ? undefined : usdPerHour * nodes
    return [{ group: group.name, type, nodes, zones: zones.slice(0, nodes), placed: placed + more, usdPerHour: price }]
  })
}

function tasksIn({ load: { taskGroup } }: Plan, states: readonly InstanceState[], zone: string): number {
  return states.reduce((sum, { instance, tasks }) => sum + (instance.zone === zone ? (tasks.get(taskGroup) ?? 0) : 0), 0)
}
