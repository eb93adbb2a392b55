import { byName } from './order.ts'
import type { Reason, ReasonGroup } from './report.ts'
import { amount, counted, range } from './words.ts'

/** A node and everything that keeps it from taking one more. */
export interface Refused {
  readonly node: string
  readonly reasons: readonly Reason[]
}

/**
 * The rows of the reasons table: alike reasons of all nodes together, most frequent first, then in the order they appear.
 * The closest of a row is the node that misses least over all of its reasons, as in the verdict.
 */
export function groupReasons(refused: readonly Refused[], unit: 'instance' | 'node'): readonly ReasonGroup[] {
  const groups = new Map<string, Member[]>()
  for (const { node, reasons } of refused) {
    const far = distance(reasons)
    const helped = reasons.every(({ help }) => help !== undefined)
    for (const reason of reasons) {
      const key = `${reason.filter}\n${reason.what}`
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [{ node, reason, far, helped }])
      else group.push({ node, reason, far, helped })
    }
  }
  return [...groups.values()].map((members) => row(members, unit)).sort((a, b) => b.nodes.length - a.nodes.length)
}

/**
 * How far a node is from taking one more: the sum of what is missing in shares of what was asked; a reason without numbers counts
 * as a whole, one that nothing running could resolve as two. The node with the least is the closest.
 */
export function distance(reasons: readonly Reason[]): number {
  return reasons.reduce((sum, { amounts, resolvable }) => sum + (resolvable ? 0 : 1) + (amounts ? share(amounts) : 1), 0)
}

/** The node that is closest to taking one more, by name among equals; undefined if none refuses. */
export function closestOf(refused: readonly Refused[]): Refused | undefined {
  let best: Refused | undefined
  let least = Number.POSITIVE_INFINITY
  for (const one of refused) {
    if (one.reasons.length === 0) continue
    const far = distance(one.reasons)
    if (far < least || (far === least && best !== undefined && byName(one.node, best.node) < 0)) {
      best = one
      least = far
    }
  }
  return best
}

function share({ asked, shortfall }: NonNullable<Reason['amounts']>): number {
  return asked === 0 ? 1 : shortfall / asked
}

interface Member {
  readonly node: string
  readonly reason: Reason
  /** The distance of the node. */
  readonly far: number
  /** Whether something helps against every reason of the node: against some of them only, nothing is won. */
  readonly helped: boolean
}

function row(members: readonly Member[], unit: 'instance' | 'node'): ReasonGroup {
  const closest = members.reduce((best, one) => (nearer(one, best) ? one : best))
  const { filter, what, asked, amounts, source, help } = closest.reason
  return {
    filter,
    what,
    nodes: members.map(({ node }) => node),
    where: counted(members.length, unit),
    asked,
    free: freeOver(members.map(({ reason }) => reason)),
    shortBy: amounts === undefined ? '' : amount(amounts.shortfall, amounts.unit),
    closest: closest.node,
    ...(source && { source }),
    ...(help && closest.helped && { help }),
  }
}

function nearer(a: Member, b: Member): boolean {
  return a.far < b.far || (a.far === b.far && byName(a.node, b.node) < 0)
}

/** A range over numbers; of words the first two that differ. */
function freeOver(reasons: readonly Reason[]): string {
  const numbers = reasons.flatMap(({ amounts }) => (amounts ? [amounts.free] : []))
  const unit = reasons[0]?.amounts?.unit
  if (unit !== undefined && numbers.length === reasons.length) {
    return range(fold(numbers, Math.min), fold(numbers, Math.max), unit)
  }
  const different = [...new Set(reasons.map(({ free }) => free))]
  return different.length > 2 ? `${different.slice(0, 2).join(', ')}, ...` : different.join(', ')
}

/** Not spread into a call: a cluster may have more nodes than a call takes arguments. */
function fold(values: readonly number[], pick: (a: number, b: number) => number): number {
  return values.reduce((a, b) => pick(a, b))
}
