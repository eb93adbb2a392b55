import type { Rule } from '../../../rules/rule.ts'
import type { KubernetesDocument } from '../document.ts'

/** What keeps a text from being a tree. */
export const yamlSyntax: Rule<KubernetesDocument> = {
  id: 'yaml-syntax',
  severity: 'error',
  summary: 'The text is YAML or JSON.',
  why: `\`kubectl\` stops at what it cannot read: \`error parsing web.yaml: error converting YAML to JSON\`. The language is YAML 1.1: tabs do not
indent, an alias needs its anchor before it, and a merge key (\`<<\`) takes a map. Bayplan reads on behind the mistake as far as it can.`,
  source: ['https://yaml.org/spec/1.1/', 'https://pkg.go.dev/sigs.k8s.io/yaml'],
  examples: {
    bad: [
      `apiVersion: v1
kind: Pod
metadata:
  name: web
   labels: {app: web}
   ^^^^^^ this is indented deeper than the key above it, which has a value already
`,
    ],
    good: [
      `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: {app: web}
spec:
  containers:
    - {name: app, image: nginx:1.27}
`,
    ],
  },
  *check({ errors }) {
    for (const { code, span: at, message } of errors) if (!/duplicate/.test(code)) yield { at, message }
  },
}
