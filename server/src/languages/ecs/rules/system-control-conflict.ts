import type { Rule } from '../../../rules/rule.ts'
import type { Span } from '../../../text/span.ts'
import { effectiveNetworkMode, maps, type TaskDefinition } from '../document.ts'
import { stringAt } from '../field.ts'
import { containersAreAlternatives } from '../references.ts'

/** With `awsvpc` the containers of a task have one network, and its parameters once. */
export const systemControlConflict: Rule<TaskDefinition> = {
  id: 'system-control-conflict',
  severity: 'warning',
  summary: 'With network mode `awsvpc` no two containers set a `net.` parameter to different values.',
  why: 'The containers share the network, so whichever starts last decides for all of them, and that can be another one each time.',
  source: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html'],
  examples: {
    bad: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] },
    { "name": "api", "image": "api:1", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "4096" }] }
                                                                                                                       ^^^^^^ net.core.somaxconn is 4096 here and 1024 in container "web"; the containers share one network
  ]
}`,
    ],
    good: [
      `{
  "family": "web",
  "networkMode": "awsvpc",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] },
    { "name": "api", "image": "api:1", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }, { "namespace": "kernel.sem", "value": "1 1 1 1" }] },
    { "name": "db", "image": "postgres:17", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "\${MOST}" }, { "namespace": "kernel.sem", "value": "2 2 2 2" }] }
  ]
}`,
      `{
  "family": "web",
  "networkMode": "bridge",
  "containerDefinitions": [
    { "name": "web", "image": "nginx:1.27", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "1024" }] },
    { "name": "api", "image": "api:1", "memory": 128, "systemControls": [{ "namespace": "net.core.somaxconn", "value": "4096" }] }
  ]
}`,
    ],
  },
  about: 'containers',
  reads: ['name', 'systemControls'],
  *check(doc) {
    if (doc.windows || effectiveNetworkMode(doc) !== 'awsvpc' || containersAreAlternatives(doc)) return
    const first = new Map<string, { readonly value: string; readonly span: Span; readonly label: string }>()
    for (const { node: container, label } of doc.containers)
      for (const { node } of maps(container, 'systemControls')) {
        const name = stringAt(node, 'namespace')
        const value = stringAt(node, 'value')
        if (name.kind !== 'known' || value.kind !== 'known' || !name.value.startsWith('net.')) continue
        const other = first.get(name.value)
        if (other === undefined) first.set(name.value, { value: value.value, span: value.span, label })
        else if (other.value !== value.value && other.label !== label)
          yield {
            at: value.span,
            message: `${name.value} is ${value.value} here and ${other.value} in ${other.label}; the containers share one network`,
            related: [{ span: other.span, message: `the value in ${other.label}` }],
          }
      }
  },
}
