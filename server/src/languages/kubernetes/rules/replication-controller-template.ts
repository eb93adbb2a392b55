import type { Rule } from '../../../rules/rule.ts'
import { child } from '../field.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isMisread } from '../values.ts'
import { specOf } from '../workload.ts'

/** In the other kinds an absent template is an empty one, and its parts are missing. */
export const replicationControllerTemplate: Rule<Manifest> = {
  id: 'replication-controller-template',
  severity: 'error',
  summary: 'A ReplicationController has a template of its pods.',
  why: 'Without a template there is nothing to make copies of. The API server answers `spec.template: Required value`.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/'],
  examples: {
    bad: [
      `apiVersion: v1
kind: ReplicationController
metadata: {name: web}
spec:
^^^^ template is missing; a ReplicationController makes its pods from it
  replicas: 2
  selector: {app: web}
`,
    ],
    good: [
      `apiVersion: v1
kind: ReplicationController
metadata: {name: web}
spec:
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - {name: app, image: nginx:1.27}
`,
    ],
  },
  *check(doc) {
    const template = child(specOf(doc), 'template')
    if (doc.kind !== 'ReplicationController' || doc.pod !== undefined || isMisread(doc, template)) return
    yield doc.problem(template, 'template is missing; a ReplicationController makes its pods from it')
  },
}
