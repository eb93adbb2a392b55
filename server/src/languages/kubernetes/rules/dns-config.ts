import type { Rule } from '../../../rules/rule.ts'
import { judged, type Problems } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child, type Field, isSet } from '../field.ts'
import { ipAddress } from '../grammar/addresses.ts'
import { dnsSearchDomain } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { byteLength, isFilled, isMisread, structsOf, textAt, textsOf } from '../values.ts'

/** A pod that looks names up for itself has to know where. */
export const dnsConfig: Rule<Manifest> = {
  id: 'dns-config',
  severity: 'error',
  summary:
    'A `dnsConfig` has at most 3 nameservers, which are IP addresses, and 32 search domains; with `dnsPolicy: None` it has at least one nameserver.',
  why: 'The limits are those of the C library. The search list has at most 2048 characters, and options have a name.',
  source: [podValidation, 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config'],
  examples: {
    bad: [
      `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
^^^^ dnsConfig is missing; with dnsPolicy None the pod knows no nameserver
  containers:
    - name: web
      image: nginx:1.27
  dnsPolicy: None
`,
      specWith(`  dnsConfig:
    nameservers: [dns.example.com, 10.0.0.01]
                  ^^^^^^^^^^^^^^^ nameserver is "dns.example.com"; an address is like 10.9.8.7 or 2001:db8::ffff
                                   ^^^^^^^^^ nameserver is "10.0.0.01"; a part is over 255 or has a leading zero
    searches: [svc.cluster.local, bad domain]
                                  ^^^^^^^^^^ search domain is "bad domain"; it takes a-z, 0-9, "-", "_" and ".", and each part ends with a letter or digit
    options:
      - value: "2"
        ^^^^^ the option has no name`),
    ],
    good: [
      specWith(
        '  dnsPolicy: None\n  dnsConfig:\n    nameservers: [1.1.1.1]\n    searches: [svc.cluster.local, .]\n    options:\n      - name: ndots\n        value: "2"',
      ),
    ],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    const { spec } = doc.pod
    const config = child(spec, 'dnsConfig')
    const servers = child(config, 'nameservers')
    const alone = child(spec, 'dnsPolicy').value === 'None'
    if (alone && !isSet(config)) {
      if (!isMisread(doc, config)) yield doc.problem(config, 'dnsConfig is missing; with dnsPolicy None the pod knows no nameserver')
    } else if (alone && !isFilled(servers)) {
      if (!isMisread(doc, servers)) yield doc.problem(servers, 'nameservers are missing; with dnsPolicy None there is at least one')
    } else yield* configProblems(doc, config)
  },
}

function* configProblems(doc: Manifest, config: Field): Problems {
  const servers = child(config, 'nameservers')
  yield* lengthProblems(doc, servers, 'nameservers', 3)
  for (const { field, value } of textsOf(servers)) yield* judged(doc, field, 'nameserver', value, ipAddress)
  yield* searchProblems(doc, child(config, 'searches'))
  for (const option of structsOf(child(config, 'options')))
    if (textAt(option, 'name') === '') yield doc.problem(option, 'the option has no name')
}

function* searchProblems(doc: Manifest, searches: Field): Problems {
  yield* lengthProblems(doc, searches, 'search domains', 32)
  const domains = textsOf(searches)
  const length = byteLength(domains.map(({ value }) => value).join(' '))
  if (length > 2048) yield doc.problem(searches, `the search domains have ${length} characters together; the most is 2048`, { onKey: true })
  for (const { field, value } of domains)
    if (value !== '.') yield* judged(doc, field, 'search domain', value.replace(/\.$/, ''), dnsSearchDomain)
}

function* lengthProblems(doc: Manifest, list: Field, what: string, most: number): Problems {
  if (Array.isArray(list.value) && list.value.length > most)
    yield doc.problem(list, `there are ${list.value.length} ${what}; the most is ${most}`, { onKey: true })
}
