import type { Rule } from '../../../rules/rule.ts'
import { judged, type Problems, wellFormed } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child, type Field, isSet } from '../field.ts'
import { dnsLabel, dnsSubdomain } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { byteLength, isTrue, textOf } from '../values.ts'

/** What a pod calls itself. */
export const podHostname: Rule<Manifest> = {
  id: 'pod-hostname',
  severity: 'error',
  summary:
    '`hostname` and `subdomain` are DNS labels; `hostnameOverride` is a DNS subdomain of at most 64 characters, and not for pods in the network of the node.',
  why: 'The server refuses other names. The pods of a StatefulSet are named by it, so `hostname` and `subdomain` of its template have no effect and are not looked at.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields'],
  examples: {
    bad: [
      specWith(`  hostname: web.example.com
            ^^^^^^^^^^^^^^^ hostname is "web.example.com"; it takes a-z, 0-9 and "-", and begins and ends with a letter or digit
  subdomain: Backend
             ^^^^^^^ subdomain is "Backend"; it takes a-z, 0-9 and "-", and begins and ends with a letter or digit`),
      specWith(`  hostnameOverride: web.example.com
  ^^^^^^^^^^^^^^^^ hostnameOverride is set; it may not stand beside hostNetwork: true
  ^^^^^^^^^^^^^^^^ hostnameOverride is set; it may not stand beside setHostnameAsFQDN: true
  hostNetwork: true
  setHostnameAsFQDN: true`),
    ],
    good: [specWith('  hostname: web\n  subdomain: backend\n  hostnameOverride: web.example.com')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const { spec } = doc.pod
    if (doc.kind !== 'StatefulSet') for (const key of ['hostname', 'subdomain']) yield* wellFormed(doc, child(spec, key), key, dnsLabel)
    const override = child(spec, 'hostnameOverride')
    if (isSet(override)) yield* overrideProblems(doc, spec, override)
  },
}

function* overrideProblems(doc: Manifest, spec: Field, override: Field): Problems {
  const name = textOf(override)
  if (name !== undefined && byteLength(name) > 64)
    yield doc.problem(override, `hostnameOverride has ${byteLength(name)} characters; the most is 64`)
  else if (name !== undefined) yield* judged(doc, override, 'hostnameOverride', name, dnsSubdomain)
  for (const key of ['setHostnameAsFQDN', 'hostNetwork'])
    if (isTrue(child(spec, key)))
      yield doc.problem(override, `hostnameOverride is set; it may not stand beside ${key}: true`, { onKey: true })
}
