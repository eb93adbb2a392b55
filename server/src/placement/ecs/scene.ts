import { byName } from '../order.ts'
import { closestOf, type Refused } from '../reasons.ts'
import { tryRollout } from '../what-if/rollout.ts'
import type { Growth, Relocation, RolloutLimits, RolloutOutcome, Scene } from '../what-if/scene.ts'
import type { EcsWorkload } from '../workload.ts'
import type { EcsCluster, InstanceGroup, RunningTasks } from './cluster.ts'
import { type Decision, type Placer, placer } from './engine.ts'
import { type Plan, planOfLoad } from './plan.ts'
import { rolloutOf } from './rollout.ts'
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
  const room = roomOf(plan.load, place, open)
  const spare = sum([...room.values()], (more) => more)
  const placed = decisions.filter(({ state }) => state !== undefined).length
  return {
    unit: 'task',
    nodeUnit: 'instance',
    asked: decisions.length,
    placed,
    nodes: states.map((state) => ({
      name: state.instance.name,
      zone: state.instance.zone,
      group: state.instance.group,
      own: own.get(state) ?? 0,
    })),
    headroom: plan.daemon ? undefined : { more: spare, binding: bindingOf(plan.load, place, states, room) },
    closest: open.length > 0 ? undefined : closestOf(refusedBy(place, states)),
    lose: (names, rivals) => lose({ plan, place, own, open, room, spare, states }, names, rivals),
    rollout: plan.daemon ? undefined : rolloutOf(run.workload, decisions.length, (limits) => attempt(run, states, limits)),
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

/** How many more each instance takes, without the others: they do not depend on each other, whatever the strategy. */
type Room = ReadonlyMap<InstanceState, number>

function roomOf(load: Load, place: Placer, open: readonly InstanceState[]): Room {
  return new Map(
    open.map((state) => {
      let more = 0
      for (; more < endless && (more === 0 || place.fits(state)); more++) take(state, load)
      for (let i = 0; i < more; i++) release(state, load)
      return [state, more < endless ? more : Number.POSITIVE_INFINITY]
    }),
  )
}

/** What most instances lack once they are full: the resource that ends it. */
function bindingOf(load: Load, place: Placer, states: readonly InstanceState[], room: Room): string | undefined {
  const ends = new Map<string, number>()
  for (const state of states) {
    if (!place.eligible(state)) continue
    const more = Math.min(room.get(state) ?? 0, endless)
    for (let i = 0; i < more; i++) take(state, load)
    for (const { what } of place.refusals(state)) ends.set(what, (ends.get(what) ?? 0) + 1)
    for (let i = 0; i < more; i++) release(state, load)
  }
  return [...ends].sort((a, b) => b[1] - a[1])[0]?.[0]
}

interface Standing {
  readonly plan: Plan
  readonly place: Placer
  readonly own: ReadonlyMap<InstanceState, number>
  readonly open: readonly InstanceState[]
  readonly room: Room
  /** All of the room together. */
  readonly spare: number
  readonly states: readonly InstanceState[]
}

function lose(standing: Standing, names: ReadonlySet<string>, rivals: 'none' | 'first'): Relocation {
  const { plan, own, room, spare, states } = standing
  const lost = states.filter(({ instance }) => names.has(instance.name))
  const moving = sum(lost, (state) => own.get(state) ?? 0)
  const others = alike(lost.flatMap(({ instance }) => instance.running))
  const rivalTasks = sum(others, ({ count }) => count)
  // Without a split between providers, room enough is all that matters, and most questions end here.
  const enough = plan.providers.length < 2 && spare - sum(lost, (state) => room.get(state) ?? 0) >= moving
  if (plan.daemon || (rivals === 'none' && enough)) return { moving, pending: 0, rivals: rivalTasks, lacking: undefined }
  return { moving, rivals: rivalTasks, ...relocate(standing, names, moving, rivals === 'first' ? others : []) }
}

/** Places tasks on what is left without some instances, after others that are quicker, and takes all of them back. */
function relocate(
  { plan, place, open, states }: Standing,
  names: ReadonlySet<string>,
  moving: number,
  others: readonly RunningTasks[],
): Pick<Relocation, 'pending' | 'lacking'> {
  const left = states.filter(({ instance }) => !names.has(instance.name))
  const undo: (() => void)[] = []
  for (const load of others) put(placer(planOfLoad(load), left).place(load.count), load, undo)
  const stillOpen = open.filter((state) => !names.has(state.instance.name) && (others.length === 0 || place.fits(state)))
  const decisions = place.place(moving, left, stillOpen)
  put(decisions, plan.load, undo)
  const pending = decisions.filter(({ state }) => state === undefined).length
  const lacking = pending === 0 ? undefined : closestOf(refusedBy(place, left))?.reasons[0]?.what
  for (const back of undo.reverse()) back()
  return { pending, lacking }
}

function sum<T>(elements: readonly T[], of: (element: T) => number): number {
  return elements.reduce((total, element) => total + of(element), 0)
}

/** Equal tasks together, so that they are placed in one go. */
function alike(running: readonly RunningTasks[]): readonly RunningTasks[] {
  const groups = new Map<string, RunningTasks>()
  for (const { count, ...load } of running) {
    const key = JSON.stringify(load)
    groups.set(key, { ...load, count: count + (groups.get(key)?.count ?? 0) })
  }
  return [...groups.values()]
}

/** Remembers how to take back what was just placed. */
function put(decisions: readonly Decision[], load: Load, undo: (() => void)[]): void {
  for (const { state } of decisions) if (state) undo.push(() => release(state, load))
}

function attempt({ plan, place, decisions }: InstancesRun, states: readonly InstanceState[], limits: RolloutLimits): RolloutOutcome {
  const desired = decisions.length
  const old = decisions.flatMap(({ state }) => (state ? [state] : []))
  const undo: (() => void)[] = []
  const outcome = tryRollout({
    desired,
    running: old.length,
    ...limits,
    start(count) {
      const started = place.place(count)
      put(started, plan.load, undo)
      return started.filter(({ state }) => state !== undefined).length
    },
    stop(count) {
      for (let i = 0; i < count; i++) stop(old, plan.load, undo)
    },
  })
  const lacking = outcome.replaced < desired ? closestOf(refusedBy(place, states))?.reasons[0]?.what : undefined
  for (const back of undo.reverse()) back()
  return { ...outcome, lacking }
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
    const example = stateOf(group.next(first), states.length)
    const each = place.fits(example) ? (roomOf(plan.load, place, [example]).get(example) ?? 0) : 0
    const wanted = each === 0 ? 1 : Math.ceil((asked - placed) / each)
    const nodes = Math.min(wanted, allowed)
    const added = Array.from({ length: nodes }, (_, i) => stateOf(group.next(zones[i % zones.length] ?? first), states.length + 1 + i))
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
