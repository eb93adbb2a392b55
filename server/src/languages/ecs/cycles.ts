/**
 * One shortest cycle through the first member of every group of nodes that reach each other, in the order of the nodes;
 * a node with an edge to itself is a cycle of one. Linear in nodes and edges, without recursion: chains may be as long as they like.
 */
export function cycles<T>(nodes: readonly T[], next: (node: T) => readonly T[]): readonly (readonly T[])[] {
  const groups = components(nodes, next)
  const seen = new Set<number>()
  return nodes.flatMap((node) => {
    const group = groups.get(node)
    if (group === undefined || seen.has(group)) return []
    seen.add(group)
    const cycle = shortest(node, (from) => next(from).filter((to) => groups.get(to) === group))
    return cycle === undefined ? [] : [cycle]
  })
}

/** The shortest way from a node back to itself, breadth first; undefined if there is none. */
function shortest<T>(start: T, next: (node: T) => readonly T[]): readonly T[] | undefined {
  const before = new Map<T, T>()
  const queue = [start]
  for (const here of queue) {
    for (const to of next(here)) {
      if (to === start) return wayTo(here, start, before)
      if (before.has(to)) continue
      before.set(to, here)
      queue.push(to)
    }
  }
  return undefined
}

function wayTo<T>(end: T, start: T, before: ReadonlyMap<T, T>): readonly T[] {
  const way = [end]
  for (let here: T | undefined = end; here !== undefined && here !== start; ) {
    here = before.get(here)
    if (here !== undefined) way.push(here)
  }
  return way.reverse()
}

interface Visit<T> {
  readonly node: T
  readonly edges: readonly T[]
  edge: number
}

/** Tarjan's strongly connected components with a stack of its own: the number of the component of each node. */
function components<T>(nodes: readonly T[], next: (node: T) => readonly T[]): ReadonlyMap<T, number> {
  const order = new Map<T, number>()
  const low = new Map<T, number>()
  const group = new Map<T, number>()
  const open: T[] = []
  const visits: Visit<T>[] = []
  const enter = (node: T) => {
    order.set(node, order.size)
    low.set(node, order.size - 1)
    open.push(node)
    visits.push({ node, edges: next(node), edge: 0 })
  }
  const lower = (node: T, to: number | undefined) => low.set(node, Math.min(low.get(node) ?? 0, to ?? 0))
  const leave = ({ node }: Visit<T>) => {
    visits.pop()
    const parent = visits.at(-1)?.node
    if (parent !== undefined) lower(parent, low.get(node))
    if (low.get(node) !== order.get(node)) return
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      group.set(member, order.get(node) ?? 0)
      if (member === node) break
    }
  }
  for (const start of nodes) {
    if (!order.has(start)) enter(start)
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const to = visit.edges[visit.edge++]
      if (to === undefined) leave(visit)
      else if (!order.has(to)) enter(to)
      else if (!group.has(to)) lower(visit.node, order.get(to))
    }
  }
  return group
}
