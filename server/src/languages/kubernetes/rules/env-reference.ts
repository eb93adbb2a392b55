import type { Rule } from '../../../rules/rule.ts'
import { containersOf } from '../containers.ts'
import { judged, named, oddPaths, type Problems } from '../demands.ts'
import { containerWith } from '../examples.ts'
import { child, type Field, isSet } from '../field.ts'
import { envFieldPaths, fieldReferenceProblems } from '../field-reference.ts'
import { configKey } from '../grammar/keys.ts'
import { dnsSubdomain, dnsSubdomainPrefix } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { resourceReferenceProblems } from '../resource-reference.ts'
import { podValidation } from '../server-source.ts'
import { isMisread, structsOf, textAt } from '../values.ts'

/** What a variable takes its value from must be something that exists for variables. */
export const envReference: Rule<Manifest> = {
  id: 'env-reference',
  severity: 'error',
  summary: 'References of variables name an object and a key, a field of the pod that variables can hold, or a request or limit.',
  why: 'Fields that are known before the container starts can be had: names, addresses, the node, single labels and annotations. `divisor` is a unit such as `1m` or `1Mi`.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/workloads/pods/downward-api/'],
  examples: {
    bad: [
      containerWith(`      env:
        - name: PHASE
          valueFrom:
            fieldRef:
              fieldPath: status.phase
                         ^^^^^^^^^^^^ fieldPath is "status.phase"; it is metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP or status.podIPs
        - name: APP
          valueFrom:
            fieldRef:
              fieldPath: metadata.labels[app]
                         ^^^^^^^^^^^^^^^^^^^^ fieldPath is "metadata.labels[app]"; it is metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP or status.podIPs, or one entry as metadata.labels['app']
        - name: CPUS
          valueFrom:
            resourceFieldRef:
              resource: limits.cpu
              divisor: 2m
                       ^^ divisor is 2m; for limits.cpu it is 1 or 1m
        - name: TOKEN
          valueFrom:
            secretKeyRef:
            ^^^^^^^^^^^^ key is missing
              name: api_token
                    ^^^^^^^^^ name is "api_token"; it takes a-z, 0-9, "-" and ".", and each part begins and ends with a letter or digit
      envFrom:
        - configMapRef: {}
          ^^^^^^^^^^^^ name is missing`),
    ],
    good: [
      containerWith(`      env:
        - name: APP
          valueFrom:
            fieldRef:
              fieldPath: metadata.labels['app']
        - name: MEMORY
          valueFrom:
            resourceFieldRef:
              resource: limits.memory
              divisor: 1Mi`),
    ],
  },
  *check(doc) {
    for (const { field } of containersOf(doc)) {
      for (const variable of structsOf(child(field, 'env'))) yield* variableProblems(doc, child(variable, 'valueFrom'))
      for (const source of structsOf(child(field, 'envFrom'))) {
        for (const kind of ['configMapRef', 'secretRef']) {
          const reference = child(source, kind)
          if (isSet(reference)) yield* named(doc, child(reference, 'name'), 'name', dnsSubdomainPrefix)
        }
      }
    }
  },
}

function* variableProblems(doc: Manifest, from: Field): Problems {
  if (!isSet(from)) return
  const field = child(from, 'fieldRef')
  if (isSet(field)) yield* fieldReferenceProblems(doc, field, envFieldPaths, oddPaths(doc, field))
  const resource = child(from, 'resourceFieldRef')
  if (isSet(resource)) yield* resourceReferenceProblems(doc, resource, false, oddPaths(doc, resource))
  for (const kind of ['configMapKeyRef', 'secretKeyRef']) {
    const reference = child(from, kind)
    if (isSet(reference)) yield* keyProblems(doc, reference)
  }
}

function* keyProblems(doc: Manifest, reference: Field): Problems {
  const name = child(reference, 'name')
  const written = textAt(reference, 'name')
  if (written === '') {
    if (!isMisread(doc, name)) yield doc.problem(name, 'name is missing')
  } else if (written !== undefined) yield* judged(doc, name, 'name', written, dnsSubdomain)
  yield* named(doc, child(reference, 'key'), 'key', configKey)
}
