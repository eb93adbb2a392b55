import { bodyOf, type WrittenBody } from '../../../schema/yaml-body.ts'
import type { NamedYaml } from '../../yaml-completion.ts'

/** Ready-made values by the structure they are of, in the spelling of the API. */
export const bodies: Readonly<Record<string, readonly NamedYaml[]>> = {
  Container: [
    ready('web container', 'with a port and a probe', {
      name: '${1:web}',
      image: '${2:registry.example.com/web:1.0}',
      ports: [{ name: 'http', containerPort: '${3:8080}' }],
      readinessProbe: { httpGet: { path: '${4:/ready}', port: 'http' } },
      resources: { requests: { cpu: '${5:100m}', memory: '${6:128Mi}' }, limits: { memory: '${6:128Mi}' } },
    }),
    ready('worker container', 'without a port', {
      name: '${1:worker}',
      image: '${2:registry.example.com/worker:1.0}',
      resources: { requests: { cpu: '${3:100m}', memory: '${4:128Mi}' }, limits: { memory: '${4:128Mi}' } },
    }),
    ready('sidecar container', 'starts before and stops after the others; under initContainers', {
      name: '${1:sidecar}',
      image: '${2:registry.example.com/sidecar:1.0}',
      restartPolicy: 'Always',
      resources: { requests: { cpu: '${3:50m}', memory: '${4:64Mi}' }, limits: { memory: '${4:64Mi}' } },
    }),
  ],
  Probe: [
    ready('httpGet', 'a request is answered with 200 to 399', { httpGet: { path: '${1:/healthz}', port: '${2:8080}' } }),
    ready('tcpSocket', 'a connection is accepted', { tcpSocket: { port: '${1:8080}' } }),
    ready('exec', 'a command ends with 0', { exec: { command: ['${1:cat}', '${2:/tmp/healthy}'] } }),
    ready('grpc', 'the gRPC health service says so', { grpc: { port: '${1:8080}' } }),
  ],
  LifecycleHandler: [
    ready('exec', 'a command', { exec: { command: ['${1:sh}', '-c', '${2:sleep 10}'] } }),
    ready('sleep', 'some seconds', { sleep: { seconds: '${1:10}' } }),
    ready('httpGet', 'a request', { httpGet: { path: '${1:/drain}', port: '${2:8080}' } }),
  ],
  Volume: [
    ready('emptyDir volume', 'as long as the pod', { name: '${1:cache}', emptyDir: { sizeLimit: '${2:1Gi}' } }),
    ready('configMap volume', 'keys as files', { name: '${1:config}', configMap: { name: '${2:web}' } }),
    ready('secret volume', 'keys as files', { name: '${1:secret}', secret: { secretName: '${2:web}' } }),
    ready('persistentVolumeClaim volume', 'a disk that is claimed', {
      name: '${1:data}',
      persistentVolumeClaim: { claimName: '${2:data}' },
    }),
    ready('ephemeral volume', 'a disk of its own, as long as the pod', {
      name: '${1:scratch}',
      ephemeral: {
        volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '${2:10Gi}' } } } },
      },
    }),
    ready('hostPath volume', 'a directory of the node', {
      name: '${1:host}',
      hostPath: { path: '${2:/var/log}', type: '${3|Directory,DirectoryOrCreate,File,FileOrCreate,Socket,CharDevice,BlockDevice|}' },
    }),
    ready('token volume', 'a token for another service', {
      name: '${1:token}',
      projected: { sources: [{ serviceAccountToken: { path: 'token', audience: '${2:vault}', expirationSeconds: '${3:3600}' } }] },
    }),
  ],
  VolumeMount: [ready('volume mount', 'read-only', { name: '${1:config}', mountPath: '${2:/etc/config}', readOnly: 'true' })],
  EnvVar: [
    ready('variable', 'with a value', { name: '${1:NAME}', value: '"${2:value}"' }),
    ready('variable from secret', 'one key of it', {
      name: '${1:PASSWORD}',
      valueFrom: { secretKeyRef: { name: '${2:web}', key: '${3:password}' } },
    }),
    ready('variable from configMap', 'one key of it', {
      name: '${1:NAME}',
      valueFrom: { configMapKeyRef: { name: '${2:web}', key: '${3:key}' } },
    }),
    ready('variable from pod', 'a field of it', { name: '${1:POD_NAME}', valueFrom: { fieldRef: { fieldPath: '${2:metadata.name}' } } }),
    ready('variable from resources', 'what the container may use', {
      name: '${1:MEMORY_LIMIT}',
      valueFrom: { resourceFieldRef: { resource: '${2:limits.memory}' } },
    }),
  ],
  EnvFromSource: [
    ready('from secret', 'all its keys', { secretRef: { name: '${1:web}' } }),
    ready('from configMap', 'all its keys', { configMapRef: { name: '${1:web}' } }),
  ],
  ResourceRequirements: [
    ready('requests and limits', 'cpu without limit', {
      requests: { cpu: '${1:100m}', memory: '${2:128Mi}' },
      limits: { memory: '${2:128Mi}' },
    }),
    ready('guaranteed', 'limits as requests', {
      requests: { cpu: '${1:500m}', memory: '${2:512Mi}' },
      limits: { cpu: '${1:500m}', memory: '${2:512Mi}' },
    }),
  ],
  SecurityContext: [
    ready('restricted', 'what Pod Security restricted demands', {
      allowPrivilegeEscalation: 'false',
      readOnlyRootFilesystem: 'true',
      capabilities: { drop: ['ALL'] },
    }),
  ],
  PodSecurityContext: [
    ready('restricted', 'what Pod Security restricted demands', { runAsNonRoot: 'true', seccompProfile: { type: 'RuntimeDefault' } }),
  ],
  TopologySpreadConstraint: [
    ready('over zones', 'if it can be', {
      maxSkew: '1',
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: '${2|ScheduleAnyway,DoNotSchedule|}',
      labelSelector: { matchLabels: { 'app.kubernetes.io/name': '${1:web}' } },
    }),
    ready('over nodes', 'if it can be', {
      maxSkew: '1',
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: '${2|ScheduleAnyway,DoNotSchedule|}',
      labelSelector: { matchLabels: { 'app.kubernetes.io/name': '${1:web}' } },
    }),
  ],
  Affinity: [
    ready('nodes of one architecture', 'demanded', {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['${1|amd64,arm64|}'] }] }],
        },
      },
    }),
    ready('not beside its like', 'preferred', {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: '100',
            podAffinityTerm: {
              topologyKey: 'kubernetes.io/hostname',
              labelSelector: { matchLabels: { 'app.kubernetes.io/name': '${1:web}' } },
            },
          },
        ],
      },
    }),
  ],
  Toleration: [
    ready('toleration', 'of one taint', {
      key: '${1:dedicated}',
      operator: 'Equal',
      value: '${2:web}',
      effect: '${3|NoSchedule,PreferNoSchedule,NoExecute|}',
    }),
    ready('toleration of every taint', 'runs anywhere', { operator: 'Exists' }),
  ],
  DeploymentStrategy: [
    ready('one more at a time', 'never fewer than asked for', {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: '1', maxUnavailable: '0' },
    }),
    ready('all at once', 'the old ones go first', { type: 'Recreate' }),
  ],
}

function ready(label: string, detail: string, body: WrittenBody): NamedYaml {
  return { label, detail, body: bodyOf(body) }
}
