import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import type { Problems } from '../demands.ts'
import { containerWith } from '../examples.ts'
import { below, child, type Field } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { structsOf, textAt } from '../values.ts'
import { volumesOf } from '../volumes.ts'
import { meant, quote } from '../words.ts'

/** A request or limit is that of a container there is. */
export const resourceOfContainer: Rule<Manifest> = {
  id: 'resource-of-container',
  severity: 'warning',
  summary: 'The `containerName` of a `resourceFieldRef` is a container of the pod.',
  why: 'The server does not look. The kubelet cannot make the variable or file, and the container does not start.',
  source: ['https://kubernetes.io/docs/tasks/inject-data-application/environment-variable-expose-pod-information/'],
  examples: {
    bad: [
      containerWith(`      env:
        - name: MEMORY
          valueFrom:
            resourceFieldRef:
              containerName: wep
                             ^^^ container "wep" does not exist in this pod; did you mean web
              resource: limits.memory`),
    ],
    good: [
      containerWith(`      env:
        - name: MEMORY
          valueFrom:
            resourceFieldRef:
              resource: limits.memory`),
    ],
  },
  *check(doc) {
    const containers = containersOf(doc)
    const names = containers.flatMap(({ name }) => name ?? [])
    if (names.length < containers.length) return
    for (const { field } of containers)
      for (const variable of structsOf(child(field, 'env'))) yield* unknown(doc, below(variable, 'valueFrom', 'resourceFieldRef'), names)
    for (const { field } of volumesOf(doc)) {
      for (const file of structsOf(below(field, 'downwardAPI', 'items'))) yield* unknown(doc, child(file, 'resourceFieldRef'), names)
      for (const source of structsOf(below(field, 'projected', 'sources')))
        for (const file of structsOf(below(source, 'downwardAPI', 'items'))) yield* unknown(doc, child(file, 'resourceFieldRef'), names)
    }
  },
}

function* unknown(doc: Manifest, reference: Field, names: readonly string[]): Problems {
  const name = textAt(reference, 'containerName')
  if (name && !names.includes(name))
    yield doc.problem(child(reference, 'containerName'), `container ${quote(name)} does not exist in this pod${meant(name, names)}`)
}
