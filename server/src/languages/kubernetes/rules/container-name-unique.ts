import type { Rule } from '../../../rules/rule.ts'
import { containersIn } from '../containers.ts'
import { podWith } from '../examples.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { quote } from '../words.ts'

/** A container is found by its name, whichever list it stands in. */
export const containerNameUnique: Rule<Manifest> = {
  id: 'container-name-unique',
  severity: 'error',
  summary: 'The containers of a pod have different names, init containers included.',
  why: 'The server refuses the second. Of an init container and a container with one name it names the init container.',
  source: [podValidation],
  examples: {
    bad: [
      podWith(`  initContainers:
    - name: web
            ^^^ another container of this pod is named "web" too
      image: busybox:1.36
  containers:
    - name: web
      image: nginx:1.27
    - name: log
      image: fluent-bit:3.2
    - name: log
            ^^^ another container of this pod is named "log" too
      image: fluent-bit:3.2`),
    ],
    good: [
      podWith('  initContainers:\n    - name: setup\n      image: busybox:1.36\n  containers:\n    - name: web\n      image: nginx:1.27'),
    ],
  },
  *check(doc) {
    const names = new Set<string>()
    for (const list of ['containers', 'initContainers', 'ephemeralContainers'] as const) {
      for (const { field, name } of containersIn(doc, list)) {
        if (!name) continue
        if (names.has(name)) yield doc.problem(child(field, 'name'), `another container of this pod is named ${quote(name)} too`)
        names.add(name)
      }
    }
  },
}
