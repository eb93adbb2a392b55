import type { Rule } from '../../../rules/rule.ts'
import { judged } from '../demands.ts'
import { specWith } from '../examples.ts'
import { child } from '../field.ts'
import { ipAddress } from '../grammar/addresses.ts'
import { dnsSubdomain } from '../grammar/names.ts'
import type { Manifest } from '../manifest.ts'
import { podValidation } from '../server-source.ts'
import { isMisread, structsOf, textAt, textsOf } from '../values.ts'

/** Lines of the hosts file. */
export const hostAlias: Rule<Manifest> = {
  id: 'host-alias',
  severity: 'error',
  summary: 'An entry of `hostAliases` has an `ip` that is an IP address and `hostnames` that are DNS subdomains.',
  why: 'The server refuses others: addresses with leading zeros, names in upper case or with underscores.',
  source: [podValidation, 'https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/'],
  examples: {
    bad: [
      specWith(`  hostAliases:
    - ip: localhost
          ^^^^^^^^^ ip is "localhost"; an address is like 10.9.8.7 or 2001:db8::ffff
      hostnames: [db_1.local]
                  ^^^^^^^^^^ hostname is "db_1.local"; it takes a-z, 0-9, "-" and ".", and each part begins and ends with a letter or digit
    - hostnames: [db]
      ^^^^^^^^^ ip is missing`),
    ],
    good: [specWith('  hostAliases:\n    - ip: 127.0.0.1\n      hostnames: [db.local, db]')],
  },
  *check(doc) {
    if (doc.pod === undefined) return
    for (const alias of structsOf(child(doc.pod.spec, 'hostAliases'))) {
      const ip = child(alias, 'ip')
      const address = textAt(alias, 'ip')
      if (address === '') {
        if (!isMisread(doc, ip)) yield doc.problem(ip, 'ip is missing')
      } else if (address !== undefined) yield* judged(doc, ip, 'ip', address, ipAddress)
      for (const { field, value } of textsOf(child(alias, 'hostnames'))) yield* judged(doc, field, 'hostname', value, dnsSubdomain)
    }
  },
}
