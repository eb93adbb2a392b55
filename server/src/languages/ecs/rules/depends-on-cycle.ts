import type { Problem, Rule } from '../../../rules/rule.ts'
import { cycles } from '../cycles.ts'
import { type Dependency, dependencies } from '../dependencies.ts'
import type { Container, TaskDefinition } from '../document.ts'

/** Containers that wait for each other never start. */
export const dependsOnCycle: Rule<TaskDefinition> = {
  id: 'depends-on-cycle',
  severity: 'warning',
  summary: 'No container waits for itself, not even by way of others.',
  why: 'Such a definition is refused when it is registered; an agent that gets it nevertheless cannot start the task.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_dependson'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "dependsOn": [{ "containerName": "api", "condition": "START" }] },
                                                                                            ^^^^^ containers wait for each other: web -> api -> db -> web
    { "name": "api", "image": "api:1", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "START" }] },
    { "name": "db", "image": "postgres:17", "memory": 128, "dependsOn": [{ "containerName": "web", "condition": "START" }] },
    { "name": "alone", "image": "alone:1", "memory": 128, "dependsOn": [{ "containerName": "alone", "condition": "START" }] }
                                                                                           ^^^^^^^ container "alone" waits for itself
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "dependsOn": [
        { "containerName": "api", "condition": "START" },
        { "containerName": "db", "condition": "START" }
      ]
    },
    { "name": "api", "image": "api:1", "memory": 128, "dependsOn": [{ "containerName": "db", "condition": "START" }] },
    { "name": "db", "image": "postgres:17", "memory": 128 }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['dependsOn', 'name'],
  *check(doc) {
    const all = dependencies(doc)
    const edges = new Map<Container, Dependency[]>(doc.containers.map((container) => [container, []]))
    for (const dependency of all) if (dependency.to !== undefined) edges.get(dependency.from)?.push(dependency)
    for (const cycle of cycles(doc.containers, (from) => (edges.get(from) ?? []).flatMap(({ to }) => to ?? []))) {
      yield* problem(cycle, edges)
    }
  },
}

/** Points at the dependency by which the first container of the cycle starts it; the others are related. */
function* problem(cycle: readonly Container[], edges: ReadonlyMap<Container, readonly Dependency[]>): Iterable<Problem> {
  const links = cycle.flatMap((from, i) => {
    const next = cycle[(i + 1) % cycle.length]
    const link = edges.get(from)?.find(({ to }) => to === next)
    return link?.target.kind === 'known' ? [{ from, next, span: link.target.span }] : []
  })
  const [first, ...rest] = links
  if (first === undefined) return
  yield {
    at: first.span,
    message: rest.length === 0 ? `${first.from.label} waits for itself` : `containers wait for each other: ${drawn(cycle)}`,
    related: rest.slice(0, 10).map(({ from, next, span }) => ({ span, message: `${from.label} waits for ${next?.label}` })),
  }
}

/** The cycle as it runs, `web -> api -> web`; of a long one its beginning. */
function drawn(cycle: readonly Container[]): string {
  const names = cycle.slice(0, 6).map(({ name, label }) => (name.kind === 'known' ? name.value : label))
  const more = cycle.length > names.length ? [`${cycle.length - names.length} more`] : []
  return [...names, ...more, names[0]].join(' -> ')
}
