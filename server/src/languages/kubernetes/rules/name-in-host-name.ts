import type { Rule } from '../../../rules/rule.ts'
import { below } from '../field.ts'
import { dnsLabel, dnsSubdomain } from '../grammar/names.ts'
import type { Kind, Manifest } from '../manifest.ts'
import { textOf } from '../values.ts'
import { quote } from '../words.ts'
import { podNamed } from '../workload-examples.ts'

const naming: ReadonlySet<Kind> = new Set<Kind>(['Pod', 'Deployment', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob'])

/** The server accepts such a name and warns of it. */
export const nameInHostName: Rule<Manifest> = {
  id: 'name-in-host-name',
  severity: 'warning',
  summary: 'The name of a pod, or of what makes pods, is one DNS label: without dots, at most 63 characters.',
  why: 'The name becomes the host name of pods or the beginning of it. A host name ends at the first dot and after 63 characters, so several pods may get the same. The API server accepts it with the warning that this "can result in surprising behavior".',
  source: [
    'https://kubernetes.io/docs/concepts/workloads/pods/#pod-hostname',
    'https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/registry/core/pod/strategy.go',
  ],
  examples: {
    bad: [
      podNamed(`  name: web.example
        ^^^^^^^^^^^ name is "web.example" and becomes a host name; it takes a-z, 0-9 and "-", and begins and ends with a letter or digit`),
    ],
    good: [podNamed('  name: web-example')],
  },
  *check(doc) {
    const field = below(doc.object, 'metadata', 'name')
    const name = naming.has(doc.kind) ? textOf(field) : undefined
    if (!name || dnsSubdomain(name) !== undefined) return
    const limit = dnsLabel(name)
    if (limit !== undefined) yield doc.problem(field, `name is ${quote(name)} and becomes a host name; ${limit}`)
  },
}
