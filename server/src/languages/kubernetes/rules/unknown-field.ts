import type { Rule } from '../../../rules/rule.ts'
import type { KubernetesDocument } from '../document.ts'

/** Fields that the type does not have. */
export const unknownField: Rule<KubernetesDocument> = {
  id: 'unknown-field',
  severity: 'error',
  summary: 'Every field is one that its type has, in its letter case.',
  why: `\`kubectl\` asks for strict validation, and the server refuses: \`strict decoding error: unknown field "spec.containers[0].Image"\`. Without it
the field would be dropped silently. Fields that a newer Kubernetes has are unknown to this version (1.36).`,
  source: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  examples: {
    bad: [
      `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replica: 2
  ^^^^^^^ DeploymentSpec has no field "replica"; did you mean replicas
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: app
          image: nginx:1.27
          privileged: true
          ^^^^^^^^^^ Container has no field "privileged"; it belongs under securityContext
          nodeSelector: {disk: ssd}
          ^^^^^^^^^^^^ Container has no field "nodeSelector"; it is a field of PodSpec
          health: /live
          ^^^^^^ Container has no field "health"
`,
    ],
    good: [
      `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: app, image: nginx:1.27}]
`,
    ],
  },
  check: ({ problems }) => problems.filter(({ code }) => code === 'unknown-field').map(({ code: _, ...problem }) => problem),
}
