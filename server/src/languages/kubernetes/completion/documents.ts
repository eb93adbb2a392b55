import { bodyOf, type WrittenBody, type YamlBody } from '../../../schema/yaml-body.ts'
import type { NamedYaml } from '../../yaml-completion.ts'

const name = '${1:web}'
const labels = { 'app.kubernetes.io/name': name }

const container: WrittenBody = {
  name,
  image: '${2:registry.example.com/web:1.0}',
  ports: [{ name: 'http', containerPort: '${3:8080}' }],
  resources: { requests: { cpu: '${4:100m}', memory: '${5:128Mi}' }, limits: { memory: '${5:128Mi}' } },
}

const task: WrittenBody = {
  name,
  image: '${2:registry.example.com/task:1.0}',
  resources: { requests: { cpu: '${3:100m}', memory: '${4:128Mi}' }, limits: { memory: '${4:128Mi}' } },
}

const template: WrittenBody = { metadata: { labels }, spec: { containers: [container] } }
const selector: WrittenBody = { matchLabels: labels }
const once: WrittenBody = { spec: { restartPolicy: '${5|Never,OnFailure|}', containers: [task] } }

/** The spec of a kind as it stands in its whole object; undefined for kinds without one. */
export function specOf(kind: string): YamlBody | undefined {
  const body = documents.find(({ label }) => label === kind)?.body
  return body?.kind === 'map' ? body.entries.find(([key]) => key === 'spec')?.[1] : undefined
}

/** A template for pods with the given labels. */
export function templateWith(own: { readonly [key: string]: string }): YamlBody {
  return bodyOf({ metadata: { labels: Object.keys(own).length === 0 ? labels : own }, spec: { containers: [container] } })
}

/** The template of a job, whose pods end. */
export const templateOfJob: YamlBody = bodyOf(once)

/** A whole object of every kind that Bayplan knows: what the API server takes as it stands. */
export const documents: readonly NamedYaml[] = [
  whole('apps/v1', 'Deployment', 'pods that are alike, replaced step by step', { replicas: '${6:2}', selector, template }),
  whole('apps/v1', 'StatefulSet', 'pods with names and disks of their own', {
    serviceName: name,
    replicas: '${6:3}',
    selector,
    template: {
      metadata: { labels },
      spec: { containers: [{ ...container, volumeMounts: [{ name: 'data', mountPath: '${7:/var/lib/data}' }] }] },
    },
    volumeClaimTemplates: [
      { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '${8:10Gi}' } } } },
    ],
  }),
  whole('apps/v1', 'DaemonSet', 'a pod on every node', { selector, template }),
  whole('apps/v1', 'ReplicaSet', 'pods that are alike; a Deployment makes them', { replicas: '${6:2}', selector, template }),
  whole('batch/v1', 'Job', 'pods that run to an end', { backoffLimit: '${6:3}', template: once }),
  whole('batch/v1', 'CronJob', 'jobs by the clock', {
    schedule: '"${6:0 2 * * *}"',
    concurrencyPolicy: '${7|Forbid,Allow,Replace|}',
    jobTemplate: { spec: { template: once } },
  }),
  { label: 'Pod', detail: 'containers that run together', body: bodyOf({ ...head('v1', 'Pod'), spec: { containers: [container] } }) },
  { label: 'PodTemplate', detail: 'a pod that others are made after', body: bodyOf({ ...head('v1', 'PodTemplate'), template }) },
  whole('v1', 'ReplicationController', 'what came before ReplicaSet', { replicas: '${6:2}', selector: labels, template }),
]

function head(apiVersion: string, kind: string): { readonly [key: string]: WrittenBody } {
  return { apiVersion, kind, metadata: { name, labels } }
}

function whole(apiVersion: string, kind: string, detail: string, spec: { readonly [key: string]: WrittenBody }): NamedYaml {
  return { label: kind, detail, body: bodyOf({ ...head(apiVersion, kind), spec }) }
}
