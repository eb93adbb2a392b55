import type { Rule } from '../../../rules/rule.ts'
import { below, type Field, itemsOf } from '../field.ts'
import type { Manifest } from '../manifest.ts'

/** The server takes the last of two variables and only warns; so do we. */
export const duplicateEnvVar: Rule<Manifest> = {
  id: 'duplicate-env-var',
  aliases: ['environment-variable-key-duplication'],
  severity: 'warning',
  summary: 'A container sets each environment variable once.',
  why: 'Of two variables of one name the last counts, and the first has no effect however right it is. The server accepts both with a warning.',
  source: ['https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/'],
  examples: {
    bad: [
      `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: app
      image: nginx:1.27
      env:
        - {name: STAGE, value: test}
        - {name: STAGE, value: live}
                 ^^^^^ "STAGE" is set twice in this container; the last one counts
`,
    ],
    good: [
      `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: app
      image: nginx:1.27
      env:
        - {name: STAGE, value: test}
        - {name: REGION, value: eu}
`,
    ],
  },
  *check({ pod, problem }) {
    if (pod === undefined) return
    for (const list of ['initContainers', 'containers'])
      for (const container of itemsOf(below(pod.spec, list)))
        for (const name of repeated(container)) yield problem(name, `"${name.value}" is set twice in this container; the last one counts`)
  },
}

function repeated(container: Field): readonly Field[] {
  const seen = new Set<unknown>()
  return itemsOf(below(container, 'env')).flatMap((variable) => {
    const name = below(variable, 'name')
    if (typeof name.value !== 'string') return []
    if (seen.has(name.value)) return [name]
    seen.add(name.value)
    return []
  })
}
