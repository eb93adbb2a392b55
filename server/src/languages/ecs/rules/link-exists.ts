import type { Problem, Rule } from '../../../rules/rule.ts'
import type { Span } from '../../../text/span.ts'
import type { Container, TaskDefinition } from '../document.ts'
import { stringsAt } from '../field.ts'
import { changeTo, guess } from '../fix.ts'
import { containersByName, meantBy, type Named } from '../references.ts'

/** A link leads to a container of the same task, under its own or another name. */
export const linkExists: Rule<TaskDefinition> = {
  id: 'link-exists',
  severity: 'warning',
  summary: '`links` are written `container` or `container:alias` and name containers of the same task definition.',
  why: 'A link gives one container the address of another that starts before it. Documented is the form `name:internalName`; Docker refuses to start a container whose link leads nowhere.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "links": ["dbs:database", "db:a:b", "cache"] },
                                                                     ^^^^^^^^^^^^^^ no container is named "dbs"
                                                                                     ^^^^^^^^ link is "db:a:b"; it is written "container" or "container:alias"
                                                                                               ^^^^^^^ no container is named "cache"
    { "name": "db", "image": "postgres:17", "memory": 128 }
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "links": ["db:database", "db", "\${CACHE}:cache"] },
    { "name": "db", "image": "postgres:17", "memory": 128 }
  ]
}`,
      `{
  "family": "web",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "links": ["cache"] },
    { "name": "\${CACHE}", "image": "redis:7", "memory": 128 }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['links', 'name'],
  *check(doc) {
    const containers = containersByName(doc)
    for (const { node } of doc.containers) for (const { value, span } of stringsAt(node, 'links')) yield* judged(value, span, containers)
  },
}

function* judged(link: string, at: Span, containers: Named<Container>): Iterable<Problem> {
  const [name = '', ...aliases] = link.split(':', 3)
  if (name === '' || aliases.length > 1 || aliases[0] === '')
    yield { at, message: `link is ${JSON.stringify(link.slice(0, 80))}; it is written "container" or "container:alias"` }
  else if (containers.complete && !containers.byName.has(name)) {
    const meant = meantBy(name, containers.byName.keys())
    const fixes = meant === undefined ? [] : guess(changeTo(at, [meant, ...aliases].join(':')))
    yield { at, message: `no container is named "${name.slice(0, 80)}"`, fixes }
  }
}
