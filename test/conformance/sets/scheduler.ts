import type { Decision } from '../../../server/src/placement/kubernetes/cycle/decide.ts'
import { allRefusals } from '../../../server/src/placement/kubernetes/cycle/filters.ts'
import { scheduleAll } from '../../../server/src/placement/kubernetes/cycle/schedule.ts'
import { readCluster } from '../../../server/src/placement/kubernetes/objects/cluster.ts'
import { type Refusal, reasonOf } from '../../../server/src/placement/kubernetes/refusal.ts'
import type { ClusterState } from '../../../server/src/placement/kubernetes/state/cluster-state.ts'
import type { NodeState } from '../../../server/src/placement/kubernetes/state/node-state.ts'
import type { PodInfo } from '../../../server/src/placement/kubernetes/state/pod-info.ts'
import { ndjson } from '../files.ts'
import { conformanceSet } from '../set.ts'
import type { Tally } from '../tally.ts'

/** A line of the recording. */
interface Line {
  readonly id: string
  readonly input: unknown
  readonly output: { readonly pods: readonly Answer[] }
}

/** The recorded answer for one waiting pod; README.md of the recording says what the fields mean. */
interface Answer {
  readonly name: string
  readonly outcome: 'scheduled' | 'unschedulable' | 'gated' | 'error'
  readonly nodes?: Readonly<Record<string, NodeAnswer>>
  readonly best?: readonly string[]
  readonly bestCount?: number
  readonly chosen?: string
  readonly nominated?: string
  readonly message?: string
  readonly preemption?: RecordedPreemption
}

interface NodeAnswer {
  readonly filter?: 'ok' | Rejection
  readonly all?: readonly Rejection[]
  readonly scores?: Readonly<Record<string, { readonly raw: number; readonly normalized: number; readonly weighted: number }>>
  readonly total?: number
}

interface Rejection {
  readonly plugin?: string
  readonly code: string
  readonly reasons: readonly string[]
}

interface RecordedPreemption {
  readonly nominatedNode?: string
  readonly victims?: readonly string[]
  readonly tie?: boolean
  readonly best?: readonly string[]
  readonly candidates?: readonly { readonly node: string; readonly victims: readonly string[]; readonly pdbViolations?: number }[]
  readonly message?: string
}

/** Bayplan's answer for one waiting pod: a decision, and the refusals of all plugins by index of the node, as they were when it was made. */
interface Own {
  readonly name: string
  readonly decision: Decision
  readonly all: readonly (readonly Refusal[])[]
  readonly cluster: ClusterState
}

/** What kube-scheduler 1.36.3 decided for generated clusters. */
export const scheduler = conformanceSet<unknown, readonly Answer[], readonly Own[]>({
  name: 'scheduler',
  *cases(folder) {
    for (const line of ndjson(folder) as Iterable<Line>) yield { id: line.id, input: line.input, expected: line.output.pods }
  },
  answer(input) {
    const answers: Own[] = []
    for (const { pod, decision, cluster } of scheduleAll(readCluster(input))) answers.push(ownAnswer(pod, decision, cluster))
    return answers
  },
  compare(id, own, expected, tally) {
    expected.forEach((answer, index) => {
      const mine = own[index]
      if (mine === undefined) tally.count('outcome', `${id} ${answer.name}`, 0, 1, answer.outcome, undefined)
      else comparePod(`${id} ${answer.name}`, mine, answer, tally)
    })
  },
})

function ownAnswer({ pod }: PodInfo, decision: Decision, cluster: ClusterState): Own {
  const filters = decision.kind === 'gated' ? undefined : decision.filters
  const all = filters?.kind === 'ready' ? cluster.nodes.map((node) => allRefusals(filters, node)) : []
  return { name: pod.name, decision, all, cluster }
}

function comparePod(id: string, own: Own, answer: Answer, tally: Tally): void {
  const { decision, cluster } = own
  const outcome = decision.kind === 'failed' ? 'error' : decision.kind
  tally.compare('outcome', id, answer.outcome, outcome)
  for (const [name, node] of Object.entries(answer.nodes ?? {})) {
    const state = cluster.byName.get(name)
    if (state !== undefined) compareNode(`${id} ${name}`, own, state, node, tally)
  }
  if (answer.chosen !== undefined) {
    const mine = decision.kind === 'scheduled' ? { chosen: decision.node.name, equal: decision.best.length } : undefined
    tally.compare('chosen', id, { chosen: answer.chosen, equal: answer.bestCount ?? mine?.equal }, mine)
  }
  if (answer.message !== undefined) {
    tally.compare('message', id, answer.message, decision.kind === 'scheduled' ? undefined : decision.message)
  }
  if (answer.preemption !== undefined) comparePreemption(id, decision, answer.preemption, tally)
}

function compareNode(id: string, own: Own, node: NodeState, answer: NodeAnswer, tally: Tally): void {
  const { decision, cluster, all } = own
  if (answer.filter !== undefined) tally.compare('filter', id, answer.filter, filterAnswer(decision, node, cluster))
  if (answer.filter !== undefined || answer.all !== undefined) {
    const mine = (all[node.index] ?? []).map((refusal) => rejection(refusal, cluster))
    tally.compare('all-filters', id, answer.all ?? [], mine)
  }
  if (answer.scores !== undefined) compareScores(id, decision, node, answer, tally)
}

function filterAnswer(decision: Decision, node: NodeState, cluster: ClusterState): 'ok' | Rejection | undefined {
  if (decision.kind === 'gated' || decision.filters?.kind !== 'ready') return undefined
  const { nodeNames, restrictedBy } = decision.filters
  const refusal = decision.refusals[node.index]
  if (refusal !== undefined) return rejection(refusal, cluster)
  if (nodeNames?.has(node.name) !== false) return 'ok'
  return { code: 'UnschedulableAndUnresolvable', reasons: [`node(s) didn't satisfy plugin(s) [${restrictedBy.join(' ')}]`] }
}

function compareScores(id: string, decision: Decision, node: NodeState, { scores = {}, total }: NodeAnswer, tally: Tally): void {
  const own = decision.kind === 'scheduled' ? decision.scores : undefined
  const index = own?.nodes.indexOf(node) ?? -1
  const mine = Object.fromEntries(
    (own?.tables ?? []).map(({ plugin, weight, raw, normalized }) => {
      const value = normalized[index]
      return [plugin, { raw: raw[index], normalized: value, weighted: value === undefined ? undefined : value * weight }]
    }),
  )
  for (const plugin of new Set([...Object.keys(scores), ...Object.keys(mine)])) {
    tally.compare('scores', `${id} ${plugin}`, scores[plugin], mine[plugin])
  }
  if (total !== undefined) tally.compare('scores', `${id} total`, total, own?.totals[index])
}

function comparePreemption(id: string, decision: Decision, answer: RecordedPreemption, tally: Tally): void {
  const own = decision.kind === 'unschedulable' ? decision.preemption : undefined
  const nominated = own?.best[0]
  const nodes = answer.best ?? (answer.nominatedNode === undefined ? [] : [answer.nominatedNode])
  const expected = {
    among: nodes.length === 0 || (nominated !== undefined && nodes.includes(nominated.node.name)),
    found: nodes.length > 0,
    victims: answer.tie === true ? undefined : (answer.victims ?? []),
    candidates: answer.candidates?.map(({ node, victims, pdbViolations = 0 }) => ({ node, victims, pdbViolations })),
  }
  tally.compare('preemption', id, expected, {
    among: true,
    found: nominated !== undefined,
    victims: answer.tie === true ? undefined : names(nominated?.victims ?? []),
    candidates:
      answer.candidates &&
      own?.candidates.map(({ node, victims, violations }) => ({ node: node.name, victims: names(victims), pdbViolations: violations })),
  })
}

function names(pods: readonly PodInfo[]): readonly string[] {
  return pods.map(({ pod }) => `${pod.namespace}/${pod.name}`)
}

function rejection({ plugin, resolvable, why }: Refusal, { behaviour }: ClusterState): Rejection {
  return {
    plugin,
    code: resolvable ? 'Unschedulable' : 'UnschedulableAndUnresolvable',
    reasons: why.map((one) => reasonOf(one, behaviour)),
  }
}
