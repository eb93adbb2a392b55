import type { Rule } from '../../../rules/rule.ts'
import type { KubernetesDocument } from '../document.ts'

/** Values that do not fit the type of their field. */
export const fieldType: Rule<KubernetesDocument> = {
  id: 'field-type',
  severity: 'error',
  summary: 'Every value has the type of its field: texts are not numbers or booleans, and amounts can be read.',
  why: `The server answers \`cannot unmarshal number into Go struct field EnvVar.value of type string\`. YAML decides by looks what is a number or a
boolean, \`yes\`, \`on\` and \`y\` among them: a text that looks so needs quotes. Amounts (\`resource.Quantity\`) know the suffixes \`m\`, \`k\`, \`M\`, \`G\`, \`T\`,
\`P\`, \`E\` and \`Ki\` to \`Ei\`, in that letter case.`,
  source: [
    'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/',
    'https://kubernetes.io/docs/reference/using-api/api-concepts/',
  ],
  examples: {
    bad: [
      `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  hostNetwork: "true"
               ^^^^^^ hostNetwork is the text "true"; expected true or false
  containers:
    - name: app
      image: nginx:1.27
      args: [-p, 80]
                 ^^ args[1] is the number 80; expected a text: put it in quotes
      env:
        - {name: TLS, value: on}
                             ^^ value is on, which YAML reads as true; expected a text: put it in quotes
      ports: {containerPort: 80}
             ^ ports is a map; expected a list
      resources:
        limits: {memory: 1gb}
                         ^^^ memory is the text "1gb"; did you mean 1G
`,
    ],
    good: [
      `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  hostNetwork: yes
  containers:
    - name: app
      image: nginx:1.27
      args: [-p, "80"]
      env:
        - {name: TLS, value: "on"}
      ports: [{containerPort: 80}]
      resources:
        limits: {memory: 1Gi, cpu: 2}
`,
    ],
  },
  check: ({ problems }) => problems.filter(({ code }) => code === 'field-type').map(({ code: _, ...problem }) => problem),
}
