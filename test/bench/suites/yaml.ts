import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { schema } from '../../../schemas/generated/kubernetes.ts'
import { kubernetes } from '../../../server/src/languages/kubernetes/index.ts'
import { type Bench, everyRuleOn, positionOf } from '../bench.ts'

/** A Deployment as people write them: two containers, probes, environment, mounts, security, spreading. */
function deployment(i: number): string {
  const container = (name: string, port: number, portName: string) => `        - name: ${name}
          image: registry.example.com/team/${name}:1.${i}.0
          imagePullPolicy: IfNotPresent
          ports:
            - name: ${portName}
              containerPort: ${port}
          env:
            - name: SERVICE_NAME
              value: ${name}
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          livenessProbe:
            httpGet:
              path: /healthz
              port: ${portName}
            periodSeconds: 10
          readinessProbe:
            httpGet:
              path: /ready
              port: ${portName}
          volumeMounts:
            - name: cache
              mountPath: /var/cache
            - name: config
              mountPath: /etc/service
              readOnly: true
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
`
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${i}
  namespace: team
  labels:
    app.kubernetes.io/name: service-${i}
spec:
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: service-${i}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: service-${i}
    spec:
      serviceAccountName: service-${i}
      automountServiceAccountToken: false
      priorityClassName: default
      terminationGracePeriodSeconds: 30
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10001
        seccompProfile:
          type: RuntimeDefault
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app.kubernetes.io/name: service-${i}
      containers:
${container(`service-${i}`, 8000 + i, 'http')}${container(`proxy-${i}`, 9000 + i, 'admin')}      volumes:
        - name: cache
          emptyDir: {}
        - name: config
          configMap:
            name: service-${i}
`
}

const count = 17
const text = `# The services of a team\n${Array.from({ length: count }, (_, i) => deployment(i)).join('---\n')}`
const edited = positionOf(text, 'value: service-8', 'value: service-8'.length)

/** What both know of the nine kinds: the peer tries them one after the other, as its own schema of Kubernetes does. */
function standardSchema(): string {
  const bundle = JSON.parse(schema())
  return JSON.stringify({ oneOf: Object.values(bundle.roots), definitions: bundle.definitions })
}

/** Kubernetes manifests beside the server of Red Hat's YAML extension. */
export const yaml: Bench = {
  name: 'yaml',
  title: `${count} Deployments, ${text.split('\n').length - 1} lines`,
  fileName: 'services.yaml',
  text,
  edit(round) {
    const { line, character } = edited
    if (round % 2 === 0) return [{ range: { start: edited, end: edited }, text: 'x' }]
    return [{ range: { start: edited, end: { line, character: character + 1 } }, text: '' }]
  },
  many: true,
  completionAt: positionOf(
    text,
    'imagePullPolicy: IfNotPresent\n          ports:\n            - name: http\n              containerPort: 8008',
    'imagePullPolicy: '.length,
  ),
  hoverAt: positionOf(text, 'containerPort: 8008', 3),
  ours: {
    name: 'Bayplan',
    languageId: 'yaml',
    command: () => ['dist/server.cjs', '--stdio'],
    configuration: everyRuleOn(kubernetes),
  },
  peer: {
    name: 'yaml-language-server',
    package: 'yaml-language-server',
    version: '1.25.0',
    languageId: 'yaml',
    pushes: true,
    debounce: 200,
    command(packages) {
      writeFileSync(`${packages}/kubernetes.schema.json`, standardSchema())
      return [`${packages}/yaml-language-server/bin/yaml-language-server`, '--stdio']
    },
    configuration: (section, packages) =>
      section === 'yaml'
        ? {
            validate: true,
            hover: true,
            completion: true,
            schemaStore: { enable: false },
            kubernetesCRDStore: { enable: false },
            schemas: { [pathToFileURL(`${packages}/kubernetes.schema.json`).href]: '*.yaml' },
          }
        : null,
  },
}
