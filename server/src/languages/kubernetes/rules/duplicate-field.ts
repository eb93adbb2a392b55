import type { Rule } from '../../../rules/rule.ts'
import type { KubernetesDocument } from '../document.ts'

/** Keys that stand twice in a map. */
export const duplicateField: Rule<KubernetesDocument> = {
  id: 'duplicate-field',
  severity: 'error',
  summary: 'A key stands once in a map.',
  why: `Strict validation refuses the second: \`key "image" already set in map\`. Some clients drop the first without a word before anything is sent,
and then it has no effect however right it is.`,
  source: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  examples: {
    bad: [
      `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: app
      image: nginx:1.26
      image: nginx:1.27
      ^^^^^ "image" stands here twice
`,
    ],
    good: [
      `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - {name: app, image: nginx:1.27}
`,
    ],
  },
  check: ({ problems }) => problems.filter(({ code }) => code === 'duplicate-field').map(({ code: _, ...problem }) => problem),
}
