import type { Problem, Rule } from '../../../rules/rule.ts'
import type { Span } from '../../../text/span.ts'
import type { TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { portMappings } from '../ports.ts'

/** The name by which a service offers a port to others. */
export const portName: Rule<TaskDefinition> = {
  id: 'port-name',
  severity: 'warning',
  summary: 'The `name` of a port mapping has 1 to 64 lower case letters, digits, hyphens and underscores, no hyphen first.',
  why: 'Service Connect and VPC Lattice refer to the port by this name, and it becomes part of a DNS name. The documentation allows no other characters.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "nginx:1.27",
      "memory": 128,
      "portMappings": [
        { "containerPort": 80, "name": "Web" },
                                       ^^^^^ name contains "W"; port names take a to z, 0 to 9, - and _
        { "containerPort": 81, "name": "-admin" },
                                       ^^^^^^^^ name begins with "-"; port names begin with a letter, digit or _
        { "containerPort": 82, "name": "" },
                                       ^^ name is empty; port names have 1 to 64 characters
        { "containerPort": 83, "name": "a-name-that-is-as-long-as-nobody-wants-to-write-it-ever-again-anx" }
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ name has 65 characters; port names have at most 64
      ]
    }
  ]
}`,
    ],
    good: [
      `[
  {
    "name": "web",
    "image": "nginx:1.27",
    "memory": 128,
    "portMappings": [
      { "containerPort": 80, "name": "0_web-http" },
      { "containerPort": 81, "name": "\${NAME}" },
      { "containerPort": 83, "name": "a-name-that-is-as-long-as-nobody-wants-to-write-it-ever-again-an" },
      { "containerPort": 82 }
    ]
  }
]`,
    ],
  },
  about: 'container',
  reads: ['portMappings'],
  *check(doc) {
    for (const { node } of portMappings(doc)) {
      const name = stringAt(node, 'name')
      if (name.kind === 'known') yield* judged(name.value, name.span)
    }
  },
}

const longest = 64

function* judged(name: string, at: Span): Iterable<Problem> {
  const wrong = /[^a-z0-9_-]/u.exec(name)?.[0]
  if (wrong !== undefined) yield { at, message: `name contains ${JSON.stringify(wrong)}; port names take a to z, 0 to 9, - and _` }
  else if (name === '') yield { at, message: `name is empty; port names have 1 to ${longest} characters` }
  else if (name.startsWith('-')) yield { at, message: 'name begins with "-"; port names begin with a letter, digit or _' }
  else if (name.length > longest) yield { at, message: `name has ${name.length} characters; port names have at most ${longest}` }
}
