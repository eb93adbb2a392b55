import type { Rule } from '../../../rules/rule.ts'
import { wellFormed } from '../demands.ts'
import { below } from '../field.ts'
import { dnsLabel } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { metaValidation } from '../workload.ts'
import { podNamed } from '../workload-examples.ts'

/** Namespaces are labels of host names. */
export const objectNamespace: Rule<Manifest> = {
  id: 'object-namespace',
  severity: 'error',
  summary: 'A namespace is one DNS label: at most 63 lower case letters, digits and `-`.',
  why: 'The namespace is a part of the host names of services in it. The API server answers `metadata.namespace: Invalid value`.',
  source: [metaValidation, 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/'],
  examples: {
    bad: [
      podNamed(`  name: web
  namespace: shop.live
             ^^^^^^^^^ namespace is "shop.live"; it takes a-z, 0-9 and "-", and begins and ends with a letter or digit`),
    ],
    good: [podNamed('  name: web\n  namespace: shop-live'), podNamed('  name: web\n  namespace: {{ .Release.Namespace }}')],
  },
  check: (doc) => wellFormed(doc, below(doc.object, 'metadata', 'namespace'), 'namespace', dnsLabel),
}
